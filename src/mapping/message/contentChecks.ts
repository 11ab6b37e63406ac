import type { Bundle, Extension, Identifier, Resource } from '@medplum/fhirtypes';
import { extensionUrl, IDENTIFIER_SYSTEM } from '../../fhir/systems.ts';
import { createFinding, type Finding } from '../../findings/finding.ts';
import { isHprNumber } from '../../identifiers/hprNumber.ts';
import { parseNationalId } from '../../identifiers/nationalId.ts';
import { momentOf } from '../../pathway/moment.ts';
import { MESSAGE_CONTENT_FINDINGS } from './contentFindings.ts';

const NATIONAL: ReadonlySet<string> = new Set([
  IDENTIFIER_SYSTEM.FNR,
  IDENTIFIER_SYSTEM.DNR,
  IDENTIFIER_SYSTEM.FHN,
]);

/** List 9147: the deadline lies ahead; every other date of a referral has been. */
const DEADLINE = '3';

/**
 * What a record would be faulted for, in what a message tells; warnings, as a message is taken in all the same. The
 * check digits of national ids and organisation numbers are held against their type when the message is read.
 *
 * @param receivedAt when the message was received, an instant: what it tells of the time after is doubtful
 */
export function checkContents(bundle: Bundle, receivedAt: string): readonly Finding[] {
  const counts = new Map<string, number>();
  return (bundle.entry ?? []).flatMap(({ resource }) => {
    if (resource === undefined) {
      return [];
    }
    const index = counts.get(resource.resourceType) ?? 0;
    counts.set(resource.resourceType, index + 1);
    const place = index === 0 ? resource.resourceType : `${resource.resourceType}[${index}]`;
    return [
      ...checkPerson(resource, place),
      ...checkHprNumbers(resource, place),
      ...checkFutureDates(resource, place, receivedAt),
    ];
  });
}

/** Birth date and sex against the person's own number. */
function checkPerson(resource: Resource, place: string): readonly Finding[] {
  if (resource.resourceType !== 'Patient' && resource.resourceType !== 'RelatedPerson') {
    return [];
  }
  const { birthDate, gender, identifier = [] } = resource;
  const number = identifier
    .filter(({ system = '' }) => NATIONAL.has(system))
    .map(({ value = '' }) => parseNationalId(value))
    .find(({ ok }) => ok);
  if (number?.ok !== true) {
    return [];
  }
  const isOtherDay =
    number.birthDate !== undefined && birthDate?.length === 10 && birthDate !== number.birthDate;
  const isOtherSex =
    number.sex !== undefined && (gender === 'male' || gender === 'female') && gender !== number.sex;
  return [
    ...(isOtherDay
      ? [
          createFinding(MESSAGE_CONTENT_FINDINGS.nationalIdBirthDate, `${place}.birthDate`, {
            found: birthDate,
          }),
        ]
      : []),
    ...(isOtherSex
      ? [createFinding(MESSAGE_CONTENT_FINDINGS.nationalIdSex, `${place}.gender`, { found: gender })]
      : []),
  ];
}

/** HPR numbers have no check digit that is published: their form is all that can be held against them. */
function checkHprNumbers(resource: Resource, place: string): readonly Finding[] {
  const stated: unknown = Reflect.get(resource, 'identifier');
  const identifiers = Array.isArray(stated) ? (stated as readonly Identifier[]) : [];
  return identifiers.flatMap(({ system, value }, index) =>
    system === IDENTIFIER_SYSTEM.HPR && value !== undefined && !isHprNumber(value)
      ? [createFinding(MESSAGE_CONTENT_FINDINGS.hprNumber, `${place}.identifier[${index}]`, { found: value })]
      : [],
  );
}

interface StatedDate {
  readonly place: string;
  readonly date: string | undefined;
}

function checkFutureDates(resource: Resource, place: string, receivedAt: string): readonly Finding[] {
  const received = momentOf(receivedAt)?.day;
  return pastDatesOf(resource).flatMap(({ place: within, date }) => {
    const day = date === undefined ? undefined : momentOf(date)?.day;
    return date !== undefined && day !== undefined && received !== undefined && day > received
      ? [
          createFinding(MESSAGE_CONTENT_FINDINGS.futureDate, `${place}.${within}`, {
            found: date.slice(0, 10),
            received: receivedAt.slice(0, 10),
          }),
        ]
      : [];
  });
}

/** Dates of what must have been when the message was received. */
function pastDatesOf(resource: Resource): readonly StatedDate[] {
  switch (resource.resourceType) {
    case 'Patient':
    case 'RelatedPerson':
      return [{ place: 'birthDate', date: resource.birthDate }];
    case 'ServiceRequest':
      return [
        { place: 'authoredOn', date: resource.authoredOn },
        ...(resource.extension ?? []).flatMap(assessmentDatesOf),
      ];
    case 'Composition':
      return [{ place: 'date', date: resource.date }];
    default:
      return [];
  }
}

function assessmentDatesOf({ url, extension = [] }: Extension, index: number): readonly StatedDate[] {
  if (url !== extensionUrl('referral-assessment')) {
    return [];
  }
  return extension.flatMap((part, partIndex) => {
    const place = `extension[${index}].extension[${partIndex}]`;
    const isDeadline = partOf(part, 'type')?.valueCoding?.code === DEADLINE;
    return part.url !== 'date' || isDeadline ? [] : [{ place, date: partOf(part, 'value')?.valueDate }];
  });
}

function partOf({ extension = [] }: Extension, name: string): Extension | undefined {
  return extension.find(({ url }) => url === name);
}
