import { ABSENT, type FhirNode } from '../../mapping/node.ts';
import { group, leaf, type Cardinality, type GroupRow, type Row } from '../../mapping/row.ts';
import { code, concept } from '../../values/codes.ts';
import { text } from '../../values/simple.ts';
import { recordComponent } from './recordComponent.ts';

/** Journaltekst in a section: an Observation of its heading (lists 9141, 9142, 9143, 9145). */
const AS_OBSERVATION: readonly Row[] = [
  leaf('Overskriftskode', '0..1', concept(undefined), 'code'),
  leaf('Notat', '1', text, 'valueString'),
  leaf('Merknad', '0..1', text, 'note[].text'),
];

/** Journaltekst about a resource: its note. */
const AS_NOTE: readonly Row[] = [
  leaf('Overskriftskode', '0..1', code(undefined), 'ext(heading).valueCoding'),
  leaf('Notat', '1', text, 'text'),
  leaf('Merknad', '0..1', text, 'ext(remark).valueString'),
];

/** Annotation.text is required in FHIR. */
const withText = (note: FhirNode): void => {
  if (note.text === undefined) {
    note._text = ABSENT;
  }
};

export function recordTexts(cardinality: Cardinality): GroupRow {
  return group('epj2:Journaltekst', cardinality, 'entry*>Observation', AS_OBSERVATION, {
    accepts: () => true,
    mayBeEmpty: cardinality === '1..*',
  });
}

export function recordTextNote(cardinality: Cardinality, home: 'note*' | 'note[]'): GroupRow {
  return group('epj2:Journaltekst', cardinality, home, AS_NOTE, { complete: withText });
}

/** GenereltJournalnotat, zero or more: a section of its texts for each. */
export const RECORD_NOTES = group(
  'epj2:GenereltJournalnotat',
  '0..*',
  'section(record-note)*',
  [recordTexts('1..*')],
  { attributes: recordComponent('recordNote') },
);
