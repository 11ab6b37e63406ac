import type { CarePlan, PlanDefinition } from '@medplum/fhirtypes';
import { createFinding, describeFinding, type Finding, type Language } from '../../../findings/finding.ts';
import type { Catalogue } from '../../../pathway/catalogue.ts';
import { isInForce } from '../../../pathway/edition.ts';
import type { LocalDate } from '../../../pathway/record.ts';
import { OPERATION_FINDINGS } from './findings.ts';

/** Whether a pathway that starts on a day follows the edition that the plan is of. */
export function judgeStart(
  { version, url = '' }: PlanDefinition,
  startDate: LocalDate,
  { editions }: Pick<Catalogue, 'editions'>,
): readonly Finding[] {
  const edition = editions.find(({ id }) => id === version);
  if (edition === undefined || isInForce(edition, startDate)) {
    return [];
  }
  const inForce = editions.find((each) => isInForce(each, startDate));
  const values = {
    edition: edition.id,
    period: `${edition.validFrom} – ${edition.validTo ?? ''}`,
    date: startDate,
  };
  return [
    inForce === undefined
      ? createFinding(OPERATION_FINDINGS.startBeforeEditions, 'CarePlan.period.start', values)
      : createFinding(OPERATION_FINDINGS.startOutsideEdition, 'CarePlan.period.start', {
          ...values,
          plan: `${url}|${inForce.id}`,
        }),
  ];
}

/** The plan with what was found as notes on it. */
export function withNotes(plan: CarePlan, findings: readonly Finding[], language: Language): CarePlan {
  return findings.length === 0
    ? plan
    : {
        ...plan,
        note: findings.map((finding) => {
          const { message, remedy } = describeFinding(finding, language);
          return { text: `${message} ${remedy}` };
        }),
      };
}
