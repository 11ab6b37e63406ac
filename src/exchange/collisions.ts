import { createFinding, type Finding } from '../findings/finding.ts';
import type { PathwayRecord, SenderIdentifier } from '../pathway/record.ts';
import { EXCHANGE_FINDINGS } from './findings.ts';
import type { Collision } from './recognise.ts';

const DEFINITIONS = {
  'other-patient': EXCHANGE_FINDINGS.otherPatient,
  'other-pathway': EXCHANGE_FINDINGS.otherPathway,
  'other-sender': EXCHANGE_FINDINGS.otherSender,
} as const;

/** What a record is refused with that gives a thing of its own the identifier of another's. */
export function collisionsInRecord(
  record: PathwayRecord,
  collisions: readonly Collision[],
): readonly Finding[] {
  const places = placesOf(record);
  const told = new Map<string, Finding>();
  for (const { identifier, resourceType, reason } of collisions) {
    const found = places.find(
      ({ identifier: { system, value } }) => system === identifier.system && value === identifier.value,
    );
    // What is derived from a colliding referral collides with it: the referral is told, once.
    const place =
      found?.place ??
      places.find(({ identifier: { value } }) => identifier.value?.includes(value))?.place ??
      '';
    told.set(
      `${place} ${reason}`,
      createFinding(DEFINITIONS[reason], place, {
        type: resourceType,
        identifier: found?.identifier.value ?? identifier.value ?? '',
      }),
    );
  }
  return [...told.values()];
}

/** The same of a message, which is not refused for it: what collides is kept apart, and told. */
export function collisionsInMessage(collisions: readonly Collision[]): readonly Finding[] {
  const told = new Map<string, Finding>();
  for (const { identifier, resourceType, reason } of collisions) {
    told.set(
      reason,
      createFinding(
        DEFINITIONS[reason],
        '',
        { type: resourceType, identifier: identifier.value ?? '' },
        'warning',
      ),
    );
  }
  return [...told.values()];
}

function placesOf({
  referral,
  contacts = [],
  measurementPoints = [],
}: PathwayRecord): readonly { readonly place: string; readonly identifier: SenderIdentifier }[] {
  return [
    ...(referral === undefined ? [] : [{ place: 'referral.identifier', identifier: referral.identifier }]),
    ...contacts.map(({ identifier }, index) => ({ place: `contacts[${index}].identifier`, identifier })),
    ...measurementPoints.map(({ identifier }, index) => ({
      place: `measurementPoints[${index}].identifier`,
      identifier,
    })),
  ];
}
