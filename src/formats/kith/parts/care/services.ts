import { group, leaf, type Cardinality, type GroupRow, type Row } from '../../mapping/row.ts';
import { code } from '../../values/codes.ts';
import { boolean, date, decimal, text } from '../../values/simple.ts';
import { REMARK } from '../person.ts';
import type { CareVersion } from './version.ts';

/** IPLOS type of service (9151). */
const SERVICE_TYPE = leaf('IPLOStjenestetype', '0..1', code(9151), 'code.coding[]');

/** What service it is: its type and name. */
const SERVICE: readonly Row[] = [SERVICE_TYPE, leaf('BetegnelseTjeneste', '0..1', text, 'code.text')];
const SERVICE_WITH_NAME: readonly Row[] = [SERVICE_TYPE, leaf('BetegnelseTjeneste', '1', text, 'code.text')];

/** EksisterendeTjeneste ↔ activities of the patient's care plan of services. */
export function existingServices(cardinality: Exclude<Cardinality, '1'>, version: CareVersion): GroupRow {
  return group('EksisterendeTjeneste', cardinality, 'section(services).entry[]>CarePlan.activity*.detail', [
    ...(version === '2.0' ? SERVICE_WITH_NAME : SERVICE),
    leaf('PrivatTjeneste', '1', boolean, 'ext(private-service).valueBoolean'),
    leaf('TjenestenLevertAv', '0..1', text, 'performer[].display'),
    leaf('OpplysningerOmTjenesten', '0..1', text, 'description'),
    leaf('AntallEnheter', '0..1', decimal, 'quantity.value'),
    leaf('Enhet', '0..1', text, 'quantity.unit'),
    leaf('Startdato', '0..1', date, 'scheduledPeriod.start'),
    leaf('Sluttdato', '0..1', date, 'scheduledPeriod.end'),
    ...(version === '2.0' ? [] : [REMARK]),
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
