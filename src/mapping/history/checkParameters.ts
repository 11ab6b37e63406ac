import type { Parameters, ParametersParameter } from '@medplum/fhirtypes';
import { outcomeOf } from '../../fhir/outcome.ts';
import { CODE_SYSTEM } from '../../fhir/systems.ts';
import { hasErrors, type Finding, type Language } from '../../findings/finding.ts';
import { expectedMilestones, type ExpectedMilestoneDue } from '../../pathway/expected.ts';
import type { Catalogue } from '../../pathway/catalogue.ts';
import type { PathwayHistory } from '../../pathway/history.ts';
import { pathwayTimes, type PathwayTimeRow } from '../../pathway/pathwayTimes.ts';
import type { LocalDate } from '../../pathway/record.ts';
import type { CodeTexts } from '../coding.ts';
import { codingOf } from '../coding.ts';

export interface CheckedHistories {
  readonly histories: readonly PathwayHistory[];
  readonly findings: readonly Finding[];
  /** On which it is judged what is overdue, Europe/Oslo. */
  readonly day: LocalDate;
  readonly catalogue: Catalogue;
  readonly texts: CodeTexts;
}

/**
 * What `$check` answers (OperationDefinition CarePlan-check): `result` (false when there is an error), `outcome` with
 * every finding, `pathwayTime` for each interval of each pathway, and `expected` for each measurement point due next.
 */
export function checkParameters(checked: CheckedHistories, language: Language): Parameters {
  const { histories, findings, day, catalogue, texts } = checked;
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'result', valueBoolean: !hasErrors(findings) },
      { name: 'outcome', resource: outcomeOf(findings, language) },
      ...histories.flatMap((history) =>
        pathwayTimes(history, catalogue, day).map((row) => pathwayTimeOf(history, row)),
      ),
      ...histories.flatMap((history) =>
        expectedMilestones(history, catalogue).map((due) => expectedOf(history, due, texts)),
      ),
    ],
  };
}

function pathwayTimeOf({ pathway }: PathwayHistory, row: PathwayTimeRow): ParametersParameter {
  return {
    name: 'pathwayTime',
    part: [
      { name: 'pathway', valueString: pathway },
      { name: 'time', valueString: row.timeId },
      { name: 'edition', valueCode: row.edition },
      { name: 'from', valueCode: row.from },
      { name: 'start', valueDate: row.start },
      { name: 'to', valueCode: row.to },
      ...(row.end === undefined ? [] : [{ name: 'end', valueDate: row.end }]),
      ...(row.setting === undefined ? [] : [{ name: 'setting', valueCode: row.setting }]),
      ...(row.condition === undefined ? [] : [{ name: 'condition', valueCode: row.condition }]),
      ...(row.days === undefined ? [] : [{ name: 'days', valueInteger: row.days }]),
      ...(row.due === undefined ? [] : [{ name: 'due', valueDate: row.due }]),
      ...(row.shortestDays === undefined ? [] : [{ name: 'shortestDays', valueInteger: row.shortestDays }]),
      ...(row.earliestDue === undefined ? [] : [{ name: 'earliestDue', valueDate: row.earliestDue }]),
      { name: 'elapsed', valueInteger: row.elapsed },
      { name: 'status', valueCode: row.status },
      ...(row.reason === undefined ? [] : [{ name: 'reason', valueCode: row.reason }]),
      { name: 'postponed', valueBoolean: row.postponed },
      { name: 'confirmed', valueBoolean: row.confirmed },
      { name: 'source', valueString: row.source },
      ...(row.startPlace === undefined ? [] : [{ name: 'startPlace', valueString: row.startPlace }]),
      ...(row.endPlace === undefined ? [] : [{ name: 'endPlace', valueString: row.endPlace }]),
    ],
  };
}

function expectedOf(
  { pathway }: PathwayHistory,
  due: ExpectedMilestoneDue,
  texts: CodeTexts,
): ParametersParameter {
  return {
    name: 'expected',
    part: [
      { name: 'pathway', valueString: pathway },
      { name: 'event', valueCoding: codingOf(texts, CODE_SYSTEM.event, due.event) },
      ...(due.code === undefined
        ? []
        : [{ name: 'code', valueCoding: codingOf(texts, CODE_SYSTEM.combinedCode, due.code) }]),
      { name: 'ordinal', valuePositiveInt: due.ordinal },
      ...(due.deadline === undefined ? [] : [{ name: 'deadline', valueDate: due.deadline }]),
      { name: 'unconfirmed', valueBoolean: due.unconfirmed },
      { name: 'after', valueString: due.afterPlace },
    ],
  };
}
