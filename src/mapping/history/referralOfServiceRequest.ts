import type { Extension, ServiceRequest } from '@medplum/fhirtypes';
import { extensionUrl } from '../../fhir/systems.ts';
import type { PathwayHistory } from '../../pathway/history.ts';
import { isRightGranted } from '../../pathway/historyOfRecord.ts';

/** Volven 9147: what a date of the referral is. */
const DATE_TYPE = { seniority: '1', assessed: '2', deadline: '3', waitingEnded: '4' } as const;

/** The dates and the right that a referral's assessment tells (extension `referral-assessment`). */
export function referralOfServiceRequest({
  extension = [],
}: ServiceRequest): NonNullable<PathwayHistory['referral']> {
  const assessment = extension.find(({ url }) => url === extensionUrl('referral-assessment'));
  const received = partOf(assessment, 'received')?.valueDate;
  const dateOf = (type: string): string | undefined => {
    const stated = partsOf(assessment, 'date').find(
      (date) => partOf(date, 'type')?.valueCoding?.code === type,
    );
    return partOf(stated, 'value')?.valueDate;
  };
  const assessed = dateOf(DATE_TYPE.assessed);
  const deadline = dateOf(DATE_TYPE.deadline);
  const seniority = dateOf(DATE_TYPE.seniority);
  const waitingEnded = dateOf(DATE_TYPE.waitingEnded);
  const acuteDecision = partOf(assessment, 'acuteDecision')?.valueDate;
  const rightGranted = isRightGranted({
    right: partOf(assessment, 'right')?.valueCoding?.code,
    outcome: partOf(assessment, 'outcome')?.valueCoding?.code,
  });
  return {
    ...(received !== undefined && { received }),
    ...(assessed !== undefined && { assessed }),
    ...(rightGranted !== undefined && { rightGranted }),
    ...(acuteDecision !== undefined && { acuteDecision }),
    ...(deadline !== undefined && { deadline }),
    ...(seniority !== undefined && { seniority }),
    ...(waitingEnded !== undefined && { waitingEnded }),
  };
}

function partsOf(extension: Extension | undefined, name: string): readonly Extension[] {
  return (extension?.extension ?? []).filter(({ url }) => url === name);
}

function partOf(extension: Extension | undefined, name: string): Extension | undefined {
  return partsOf(extension, name)[0];
}
