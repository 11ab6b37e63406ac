import type { Finding, FindingDefinition } from '../../../findings/finding.ts';
import { PATHWAY_FINDINGS } from '../../../pathway/findings.ts';
import type { RegistrationPart } from '../../../pathway/registrationParts.ts';
import { readRowPlace, type RegistrationRow } from './registrationRow.ts';

/** The columns by which the parts of a history were given. */
const COLUMN_OF_PART: Readonly<Record<string, RegistrationPart>> = {
  'referral.receivedDate': 'received',
  'referral.assessedDate': 'assessed',
  'patient.birthDate': 'patient',
};

const OF_THE_CODE: ReadonlySet<FindingDefinition> = new Set<FindingDefinition>([
  PATHWAY_FINDINGS.unknownCode,
  PATHWAY_FINDINGS.otherFamily,
  PATHWAY_FINDINGS.otherPathway,
  PATHWAY_FINDINGS.unknownCombination,
  PATHWAY_FINDINGS.componentsMissing,
  PATHWAY_FINDINGS.componentsDisagree,
  PATHWAY_FINDINGS.notRepeatable,
]);

const OF_THE_PATHWAY: ReadonlySet<FindingDefinition> = new Set<FindingDefinition>([
  PATHWAY_FINDINGS.startMissing,
  PATHWAY_FINDINGS.unconfirmedEvents,
  PATHWAY_FINDINGS.unconfirmedPathwayType,
  PATHWAY_FINDINGS.overlappingPathway,
  PATHWAY_FINDINGS.overlappingAtOtherTrust,
]);

/** The column that gave a part of a history, as the rules name it: `referral.receivedDate` came as `received`. */
export function columnOfPart(part: string): string {
  return COLUMN_OF_PART[part] ?? part;
}

/** Where in a file of registrations a finding is whose place is that of a row, or of a part of what it tells. */
export interface PlaceInFile {
  readonly line: number;
  /** By which it is put among others: the index in a JSON array, else the line. */
  readonly order: number;
  /** The column that the finding speaks of, the first that is to be looked at; with the index in a JSON array. */
  readonly place: string;
}

/** @param rows of the pathway */
export function placeInFile({ place, definition }: Finding, rows: readonly RegistrationRow[]): PlaceInFile {
  const { line, index, part } = readRowPlace(place);
  const column =
    part === ''
      ? columnOf(
          definition,
          rows.find((row) => row.line === line && row.index === index),
        )
      : columnOfPart(part);
  return index === undefined
    ? { line, order: line, place: column }
    : { line, order: index, place: `[${index}].${column}` };
}

/** What is not of the code, nor of the pathway as a whole, is of the registration's date. */
function columnOf(definition: FindingDefinition, row: RegistrationRow | undefined): RegistrationPart {
  if (OF_THE_PATHWAY.has(definition)) {
    return 'pathway';
  }
  if (definition === PATHWAY_FINDINGS.unknownContact) {
    return 'contact';
  }
  if (!OF_THE_CODE.has(definition)) {
    return 'date';
  }
  return row !== undefined && row.code === '' && row.event !== '' ? 'event' : 'code';
}
