import { nodesOf, type FhirNode } from '../../mapping/node.ts';
import { decodeRows } from '../../mapping/decodeRows.ts';
import { encodeRows } from '../../mapping/encodeRows.ts';
import { custom, leaf, type CustomRow, type Row } from '../../mapping/row.ts';
import { simpleConcept } from '../../values/codes.ts';
import { addSystem, identifierValue, nationalTypeOf, withType } from '../identifier.ts';

/**
 * The identifiers of a patient in the messages with the root element `Message`: OffId with TypeOffId is the one of use
 * `official`, AdditionalId each of the others.
 */

const TYPE = simpleConcept(8116);
const OFFICIAL = 'official';

/** The official identifier: the one that says so, else the first national one. */
function officialOf({ identifier }: FhirNode): FhirNode | undefined {
  const all = nodesOf(identifier);
  return all.find(({ use }) => use === OFFICIAL) ?? all.find((item) => nationalTypeOf(item) !== undefined);
}

function setOfficial(patient: FhirNode, content: FhirNode): void {
  const former = nodesOf(patient.identifier).find(({ use }) => use === OFFICIAL);
  const official = Object.assign(former ?? { use: OFFICIAL }, content);
  addSystem(official);
  patient.identifier = former === undefined ? [official, ...nodesOf(patient.identifier)] : patient.identifier;
}

export const OFFICIAL_ID: readonly CustomRow[] = [
  custom(
    'OffId',
    '0..1',
    { attributes: [], text: true },
    (element, patient, scope) => {
      const value = identifierValue.decode(element, scope)?.value;
      if (value !== undefined) {
        setOfficial(patient, { value });
      }
    },
    (patient, scope, as) => {
      const content = identifierValue.encode({ value: officialOf(patient)?.value }, scope);
      return content === undefined ? [] : [{ ...as, ...content }];
    },
  ),
  custom(
    'TypeOffId',
    '0..1',
    { attributes: TYPE.attributes, text: false },
    (element, patient, scope) => {
      const type = TYPE.decode(element, scope)?.value;
      if (type !== undefined) {
        setOfficial(patient, { type });
      }
    },
    (patient, scope, as) => {
      const official = officialOf(patient);
      const type = official === undefined ? undefined : withType(official, 8116).type;
      const content = TYPE.encode({ value: type }, scope);
      return content === undefined ? [] : [{ ...as, ...content }];
    },
  ),
];

/** AdditionalId of a patient. */
export function additionalIds(prefix: string): CustomRow {
  const rows: readonly Row[] = [leaf('Id', '1', identifierValue, 'value'), leaf('Type', '1', TYPE, 'type')];
  return custom(
    'AdditionalId',
    '0..*',
    'everything',
    (element, patient, scope) => {
      const identifier: FhirNode = {};
      decodeRows(element, rows, identifier, scope, prefix);
      if (Object.keys(identifier).length > 0) {
        addSystem(identifier);
        patient.identifier = [...nodesOf(patient.identifier), identifier];
      }
    },
    (patient, scope, as) => {
      const official = officialOf(patient);
      return nodesOf(patient.identifier)
        .filter((identifier) => identifier !== official)
        .map((identifier) => ({
          ...as,
          children: encodeRows(rows, withType(identifier, 8116), scope, prefix).children,
        }));
    },
  );
}
