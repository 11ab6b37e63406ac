import type { Finding, FindingDefinition } from '../../../findings/finding.ts';
import { PATHWAY_FINDINGS } from '../../../pathway/findings.ts';
import type { RegistrationPart } from '../../../pathway/registrationParts.ts';
import type { RegistrationRow } from './registrationRow.ts';

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
]);

/** Where in a file of registrations a finding is whose place is a line (placeOfLine), or a part of what it tells. */
export interface PlaceInFile {
  readonly line: number;
  /** The column that the finding speaks of, the first that is to be looked at. */
  readonly column: string;
}

/** @param rows of the pathway, by line */
export function placeInFile({ place, definition }: Finding, rows: readonly RegistrationRow[]): PlaceInFile {
  const dot = place.indexOf('.');
  const line = Number(place.slice('line '.length, dot < 0 ? undefined : dot));
  if (dot >= 0) {
    const part = place.slice(dot + 1);
    return { line, column: COLUMN_OF_PART[part] ?? part };
  }
  return {
    line,
    column: columnOf(
      definition,
      rows.find((row) => row.line === line),
    ),
  };
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
