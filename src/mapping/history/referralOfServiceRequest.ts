import type { Extension, ServiceRequest } from '@medplum/fhirtypes';
import { extensionUrl } from '../../fhir/systems.ts';
import type { PathwayHistory } from '../../pathway/history.ts';
import { isRightGranted } from '../../pathway/historyOfRecord.ts';

/** Volven 9147: date on which the assessment was finished. */
const ASSESSMENT_DATE = '2';

/** The dates and the right that a referral's assessment tells (extension `referral-assessment`). */
export function referralOfServiceRequest({
  extension = [],
}: ServiceRequest): NonNullable<PathwayHistory['referral']> {
  const assessment = extension.find(({ url }) => url === extensionUrl('referral-assessment'));
  const received = partOf(assessment, 'received')?.valueDate;
  const assessed = partsOf(assessment, 'date').find(
    (date) => partOf(date, 'type')?.valueCoding?.code === ASSESSMENT_DATE,
  );
  const assessedDate = partOf(assessed, 'value')?.valueDate;
  const acuteDecision = partOf(assessment, 'acuteDecision')?.valueDate;
  const rightGranted = isRightGranted({
    right: partOf(assessment, 'right')?.valueCoding?.code,
    outcome: partOf(assessment, 'outcome')?.valueCoding?.code,
  });
  return {
    ...(received !== undefined && { received }),
    ...(assessedDate !== undefined && { assessed: assessedDate }),
    ...(rightGranted !== undefined && { rightGranted }),
    ...(acuteDecision !== undefined && { acuteDecision }),
  };
}

function partsOf(extension: Extension | undefined, name: string): readonly Extension[] {
  return (extension?.extension ?? []).filter(({ url }) => url === name);
}

function partOf(extension: Extension | undefined, name: string): Extension | undefined {
  return partsOf(extension, name)[0];
}
