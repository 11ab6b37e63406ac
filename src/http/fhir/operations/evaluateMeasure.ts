import type { Measure, MeasureReport, Patient } from '@medplum/fhirtypes';
import type { Definitions } from '../../../definitions/definitions.ts';
import { norwegianDay } from '../../../exchange/clock.ts';
import { FORLOPSBRO } from '../../../fhir/systems.ts';
import { createFinding, type Finding } from '../../../findings/finding.ts';
import { historyOfStored } from '../../../mapping/history/historyOfStored.ts';
import { dateOfDay, dayOf, dayOfParts } from '../../../pathway/calendarDay.ts';
import type { Catalogue } from '../../../pathway/catalogue.ts';
import type { LocalDate } from '../../../pathway/record.ts';
import { REPORT_FINDINGS } from '../../../reports/findings.ts';
import { findTrusts } from '../../../reports/findTrusts.ts';
import { indicatorOf, indicatorsOf, type Indicator } from '../../../reports/indicator.ts';
import { evaluateIndicators } from '../../../reports/indicatorReport.ts';
import { measureReportOf } from '../../../reports/measureReport.ts';
import { reportPeriod } from '../../../reports/observation.ts';
import { Subjects } from '../../../reports/subjects.ts';
import { TERMINOLOGY_FINDINGS } from '../../../terminology/findings.ts';
import type { OperationInput } from '../../../terminology/operationInput.ts';
import { answer, missing, refuse, type OperationResult } from '../../../terminology/operationResult.ts';
import type { Operation, OperationCall } from './operation.ts';

/**
 * An indicator of the pathways, added up over what is stored (FHIR R4, Measure/$evaluate-measure). Beside the
 * parameters of FHIR `trust` and `pathway` choose which pathways; the report is not stored.
 */
export const EVALUATE_MEASURE: Operation = {
  name: 'evaluate-measure',
  resourceType: 'Measure',
  levels: ['type', 'instance'],
  definition: `${FORLOPSBRO}/OperationDefinition/Measure-evaluate-measure`,
  parameters: ['periodStart', 'periodEnd', 'measure', 'reportType', 'subject', 'trust', 'pathway'],
  run: evaluateMeasure,
};

type ReportType = 'subject' | 'subject-list' | 'population';
const REPORT_TYPES: readonly string[] = ['subject', 'subject-list', 'population'] satisfies ReportType[];

async function evaluateMeasure(call: OperationCall): Promise<OperationResult<MeasureReport>> {
  const { service, actor, knowledge, input } = call;
  const request = readRequest(call);
  if ('findings' in request) {
    return refuse(...request.findings);
  }
  const { indicator, reportType, subject } = request;
  const repository = service.store.repository(actor);
  if (subject !== undefined) {
    await repository.readResource<Patient>('Patient', subject.slice('Patient/'.length));
  }
  const trust = input.text('trust');
  const trusts = trust === undefined ? undefined : await findTrusts(repository, trust);
  if (trusts?.size === 0) {
    return refuse(createFinding(REPORT_FINDINGS.trustUnknown, placeOf('trust'), { trust: trust ?? '' }));
  }
  const now = service.now();
  const pathwayType = input.text('pathway');
  const subjects = reportType === 'subject-list' ? new Subjects() : undefined;
  const report = await evaluateIndicators({
    repository,
    readHistory: historyOfStored,
    catalogue: knowledge.catalogue,
    indicators: [indicator],
    choice: {
      ...(pathwayType !== undefined && { pathwayType }),
      ...(trusts !== undefined && { trusts }),
      ...(subject !== undefined && { patient: subject }),
    },
    period: reportPeriod(request.from, request.to, norwegianDay(now)),
    ...(subjects !== undefined && {
      onObserved: (observation, carePlan) => subjects.add(observation, carePlan),
    }),
  });
  const [onlyTrust, ...otherTrusts] = trusts ?? [];
  return answer(
    measureReportOf(report, indicator, {
      catalogue: knowledge.catalogue,
      date: now.toISOString(),
      ...(reportType === 'subject' && subject !== undefined && { subject }),
      ...(subjects !== undefined && { subjects }),
      ...(onlyTrust !== undefined && otherTrusts.length === 0 && { reporter: onlyTrust }),
    }),
  );
}

interface EvaluationRequest {
  readonly indicator: Indicator;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly reportType: ReportType;
  /** Reference to the Patient. */
  readonly subject?: string;
}

function readRequest({
  id,
  input,
  knowledge: { definitions, catalogue },
}: OperationCall): EvaluationRequest | { readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const measure = id ?? input.text('measure');
  const indicator = measure === undefined ? undefined : indicatorNamed(measure, definitions);
  if (measure === undefined) {
    findings.push(missing('measure'));
  } else if (indicator === undefined) {
    findings.push(measureUnknown(measure, definitions));
  }
  const from = readBoundary(input, 'periodStart', findings);
  const to = readBoundary(input, 'periodEnd', findings);
  if (from !== undefined && to !== undefined && from > to) {
    findings.push(createFinding(REPORT_FINDINGS.periodReversed, placeOf('periodEnd'), { from, to }));
  }
  const subject = input.text('subject');
  if (subject !== undefined && !/^Patient\/[A-Za-z0-9.-]{1,64}$/.test(subject)) {
    findings.push(invalid('subject', subject, 'a reference Patient/ID'));
  }
  const reportType = input.text('reportType') ?? (subject === undefined ? 'population' : 'subject');
  if (!isReportType(reportType)) {
    findings.push(invalid('reportType', reportType, `one of ${REPORT_TYPES.join(', ')}`));
  } else if (reportType === 'subject' && subject === undefined) {
    findings.push(missing('subject'));
  }
  findings.push(...checkPathway(input.text('pathway'), catalogue));
  return findings.length > 0 || indicator === undefined || from === undefined || to === undefined
    ? { findings }
    : {
        indicator,
        from,
        to,
        reportType: isReportType(reportType) ? reportType : 'population',
        ...(subject !== undefined && { subject }),
      };
}

function isReportType(text: string): text is ReportType {
  return REPORT_TYPES.includes(text);
}

/** By id, reference, or canonical URL with or without version. */
function indicatorNamed(measure: string, definitions: Definitions): Indicator | undefined {
  const resource =
    definitions.read('Measure', measure.replace(/^Measure\//, '')) ?? definitions.find(measure);
  return resource?.resourceType === 'Measure' ? indicatorOf(resource) : undefined;
}

function measureUnknown(measure: string, definitions: Definitions): Finding {
  const known = indicatorsOf(definitions.all<Measure>('Measure')).map(({ id }) => id);
  return createFinding(REPORT_FINDINGS.measureUnknown, placeOf('measure'), {
    measure,
    known: known.join(', '),
  });
}

function checkPathway(pathway: string | undefined, { pathwayTypes }: Catalogue): readonly Finding[] {
  return pathway === undefined || pathwayTypes.has(pathway)
    ? []
    : [invalid('pathway', pathway, `one of ${[...pathwayTypes.keys()].join(', ')}`)];
}

/** A date, or a year or month: the period reaches from its first day to its last (FHIR R4, as search does). */
function readBoundary(
  input: OperationInput,
  name: 'periodStart' | 'periodEnd',
  findings: Finding[],
): LocalDate | undefined {
  const text = input.text(name);
  const day = text === undefined ? undefined : boundaryDay(text, name === 'periodEnd');
  if (text === undefined) {
    findings.push(missing(name));
  } else if (day === undefined) {
    findings.push(invalid(name, text, 'a date: YYYY, YYYY-MM or YYYY-MM-DD'));
  }
  return day;
}

function boundaryDay(text: string, isEnd: boolean): LocalDate | undefined {
  const [, year = '', month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? [];
  if (day !== undefined) {
    return dayOf(text) === undefined ? undefined : text;
  }
  const firstMonth = Number(month ?? '1');
  if (year === '' || firstMonth < 1 || firstMonth > 12) {
    return undefined;
  }
  if (!isEnd) {
    return dateOfDay(dayOfParts(Number(year), firstMonth, 1));
  }
  const lastMonth = Number(month ?? '12');
  const next =
    lastMonth === 12 ? dayOfParts(Number(year) + 1, 1, 1) : dayOfParts(Number(year), lastMonth + 1, 1);
  return dateOfDay(next - 1);
}

function invalid(parameter: string, value: string, expected: string): Finding {
  return createFinding(TERMINOLOGY_FINDINGS.parameterInvalid, placeOf(parameter), {
    parameter,
    value,
    expected,
  });
}

function placeOf(parameter: string): string {
  return `Parameters.parameter('${parameter}')`;
}
