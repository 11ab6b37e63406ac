import type { EpisodeOfCare, Extension, Organization, Reference, ServiceRequest } from '@medplum/fhirtypes';
import type { BusinessIdentifier } from '../../fhir/identifier.ts';
import { extensionUrl, IDENTIFIER_SYSTEM } from '../../fhir/systems.ts';
import { derivedIdentifier, fullUrlOf } from '../identity.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import { periodOf } from '../period.ts';
import type { PatientReference } from './parties.ts';

/** List 9147, kinds of dates of a referral. */
const DATE_TYPE = { seniority: '1', waitingEnded: '4' } as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The referral period (henvisningsperiode) that the referral tells of: waiting from the seniority date, active from the
 * end of waiting. ForlopsId, the sender's id of the period, becomes its identifier.
 */
export function mapReferralPeriod(
  request: ServiceRequest,
  document: BusinessIdentifier,
  referral: string,
  patient: PatientReference,
  receiver: Reference<Organization> | undefined,
): MappedEntry {
  const assessment = request.extension?.find(({ url }) => url === extensionUrl('referral-assessment'));
  const identity = derivedIdentifier('referral-period', document);
  const courseId = partOf(assessment, 'courseId')?.valueString;
  const seniority = dateOf(assessment, DATE_TYPE.seniority);
  const waitingEnded = dateOf(assessment, DATE_TYPE.waitingEnded);
  const waiting = { status: 'waitlist' as const, period: periodOf(seniority, waitingEnded) ?? {} };
  const episode: EpisodeOfCare = {
    resourceType: 'EpisodeOfCare',
    identifier: [{ ...identity }, ...(courseId === undefined ? [] : [courseIdentifier(courseId)])],
    status: waitingEnded === undefined ? 'waitlist' : 'active',
    ...(seniority === undefined && waitingEnded === undefined
      ? {}
      : {
          statusHistory: [
            waiting,
            ...(waitingEnded === undefined
              ? []
              : [{ status: 'active' as const, period: { start: waitingEnded } }]),
          ],
        }),
    patient,
    ...(receiver === undefined ? {} : { managingOrganization: receiver }),
    ...(seniority === undefined ? {} : { period: { start: seniority } }),
    referralRequest: [{ reference: referral }],
  };
  return {
    fullUrl: fullUrlOf('EpisodeOfCare', identity),
    resource: episode,
    matchBy: [identity],
    ownership: 'owned',
  };
}

function courseIdentifier(courseId: string): { system?: string; value: string } {
  return UUID.test(courseId)
    ? { system: IDENTIFIER_SYSTEM.UUID, value: `urn:uuid:${courseId.toLowerCase()}` }
    : { value: courseId };
}

function dateOf(assessment: Extension | undefined, type: string): string | undefined {
  const stated = assessment?.extension?.find(
    (extension) => extension.url === 'date' && partOf(extension, 'type')?.valueCoding?.code === type,
  );
  return partOf(stated, 'value')?.valueDate;
}

function partOf(extension: Extension | undefined, url: string): Extension | undefined {
  return extension?.extension?.find((part) => part.url === url);
}
