import type { ParametersParameter } from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../../../findings/finding.ts';
import type { CodeLookup } from '../../../formats/record/codeChecks.ts';
import { FILE_FINDINGS } from '../../../formats/record/registrationFile/findings.ts';
import { CareLevels, historyOfRows } from '../../../formats/record/registrationFile/historyOfRows.ts';
import { columnOfPart } from '../../../formats/record/registrationFile/placeInFile.ts';
import { RegistrationRow } from '../../../formats/record/registrationFile/registrationRow.ts';
import { POSITIONS_OF_VALUES, valuesOfObject } from '../../../formats/record/registrationFile/rowOfObject.ts';
import type { PathwayHistory } from '../../../pathway/history.ts';

const REGISTRATION = 'registration';

export interface RegistrationsSent {
  /** One for each pathway at each trust, in the order of their first registrations. */
  readonly histories: readonly PathwayHistory[];
  /** What is wrong before any rule is asked; the places are as the rules give theirs. */
  readonly findings: readonly Finding[];
}

/**
 * The registrations among parameters, read as the rows of a file are: their parts have the names of its columns. One
 * that names no pathway is told, and nothing more can be said of it. Whether the patient is identified is judged only
 * when any of them names a patient.
 */
export function registrationsSent(
  parameters: readonly ParametersParameter[],
  terminology: CodeLookup,
): RegistrationsSent {
  const findings: Finding[] = [];
  const rows: SentRegistration[] = [];
  for (const [index, { name, part = [] }] of parameters.entries()) {
    if (name === REGISTRATION) {
      const sent = valuesOfObject(objectOf(part));
      const row = new SentRegistration(index, sent.values);
      findings.push(
        ...sent.findings.map((finding) => ({ ...finding, place: `${row.place}.${finding.place}` })),
      );
      if (row.pathway === '') {
        findings.push(createFinding(FILE_FINDINGS.withoutPathway, row.place, { found: codeOf(row) }));
      } else {
        rows.push(row);
      }
    }
  }
  const judgesPatients = rows.some(({ patient }) => patient !== '');
  const careLevels = new CareLevels(terminology);
  const read = [...Map.groupBy(rows, ({ pathway }) => pathway).values()]
    .flatMap(byTrust)
    .map((ofTrust) => historyOfRows(ofTrust, judgesPatients, careLevels));
  return {
    histories: read.map(({ history }) => history),
    findings: [...findings, ...read.flatMap((each) => each.findings)],
  };
}

const PART = new RegExp(`^(Parameters\\.parameter\\[\\d+\\])\\.([A-Za-z.]+)$`);

/** The findings with the parts of registrations as FHIRPath; other places as they are. */
export function withPartsAsPath(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => {
    const [, registration, part = ''] = PART.exec(finding.place) ?? [];
    return registration === undefined || part.startsWith('resource')
      ? finding
      : { ...finding, place: `${registration}.part.where(name = '${columnOfPart(part)}')` };
  });
}

/** A registration among the parameters of an operation, with its place there. */
class SentRegistration extends RegistrationRow {
  constructor(index: number, values: readonly string[]) {
    super(1, values, POSITIONS_OF_VALUES, index);
  }

  override get place(): string {
    return `Parameters.parameter[${this.order}]`;
  }
}

/** Of parts with one name the first counts. */
function objectOf(parts: readonly ParametersParameter[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(parts.map((part) => [part.name, valueOf(part)] as const).reverse());
}

function valueOf(part: ParametersParameter): unknown {
  const [, value] = Object.entries(part).find(([key]) => key !== 'name' && !key.startsWith('_')) ?? [];
  return value as unknown;
}

function codeOf({ code, type, event, outcome }: RegistrationRow): string {
  return code === '' ? `${type}${event}${outcome}` : code;
}

type Rows = readonly [SentRegistration, ...SentRegistration[]];

/** A row that names no trust is of the first that is named. */
function byTrust(rows: readonly SentRegistration[]): readonly Rows[] {
  const first = rows.find(({ organisation }) => organisation !== '')?.organisation ?? '';
  return [...Map.groupBy(rows, ({ organisation }) => organisation || first).values()] as unknown as Rows[];
}
