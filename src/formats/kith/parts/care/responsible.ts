import { group, leaf, type Cardinality, type GroupRow } from '../../mapping/row.ts';
import { code } from '../../values/codes.ts';
import { boolean, dateTime, text } from '../../values/simple.ts';
import { partyAt } from '../partyAt.ts';
import { HEALTHCARE_PROFESSIONAL } from '../person.ts';

/** Ansvarlig: who answers for an assessment, in this enterprise or another. */
export function responsible(cardinality: Extract<Cardinality, '0..1' | '0..*'>): GroupRow {
  return group('Ansvarlig', cardinality, cardinality === '0..*' ? 'ext(responsible)*' : 'ext(responsible)', [
    leaf('TypeHendelse', '0..1', code(9131), 'sub(event).valueCoding'),
    leaf('TidspunktForHendelse', '1', dateTime, 'sub(time).valueDateTime'),
    leaf('Ekstern', '1', boolean, 'sub(external).valueBoolean'),
    group(
      'AnsvarligTjenesteyter',
      '0..1',
      'sub(professional).valueReference>PractitionerRole',
      HEALTHCARE_PROFESSIONAL,
      { inside: 'fk1' },
    ),
    partyAt('Virksomhet', 'sub(organization).valueReference', 'fk1'),
    leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
  ]);
}
