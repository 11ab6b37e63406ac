import { group, leaf, type Cardinality, type GroupRow, type Row } from '../../mapping/row.ts';
import { code } from '../../values/codes.ts';
import { boolean, date, decimal, text } from '../../values/simple.ts';
import { REMARK } from '../person.ts';

/** What service it is: IPLOS type of service (9151), name. */
const SERVICE: readonly Row[] = [
  leaf('IPLOStjenestetype', '0..1', code(9151), 'code.coding[]'),
  leaf('BetegnelseTjeneste', '0..1', text, 'code.text'),
];

/** EksisterendeTjeneste ↔ activities of the patient's care plan of services. */
export function existingServices(cardinality: Extract<Cardinality, '0..*' | '1..*'>): GroupRow {
  return group('EksisterendeTjeneste', cardinality, 'section(services).entry[]>CarePlan.activity*.detail', [
    ...SERVICE,
    leaf('PrivatTjeneste', '1', boolean, 'ext(private-service).valueBoolean'),
    leaf('TjenestenLevertAv', '0..1', text, 'performer[].display'),
    leaf('OpplysningerOmTjenesten', '0..1', text, 'description'),
    leaf('AntallEnheter', '0..1', decimal, 'quantity.value'),
    leaf('Enhet', '0..1', text, 'quantity.unit'),
    leaf('Startdato', '0..1', date, 'scheduledPeriod.start'),
    leaf('Sluttdato', '0..1', date, 'scheduledPeriod.end'),
    REMARK,
  ]);
}

/** TjenesteBehov ↔ activities of a care plan that is proposed. */
export const NEEDED_SERVICES = group(
  'TjenesteBehov',
  '0..*',
  'section(needed-services).entry[]>CarePlan.activity*.detail',
  [
    ...SERVICE,
    leaf('VedInstitusjon', '0..1', text, 'location.display'),
    leaf('BeskrivelseAvTjeneste', '0..1', text, 'description'),
    leaf('AntallEnheterOnsket', '0..1', decimal, 'quantity.value'),
    leaf('Enhet', '0..1', text, 'quantity.unit'),
  ],
);
