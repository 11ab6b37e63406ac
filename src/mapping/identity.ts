import type { Identifier, Resource } from '@medplum/fhirtypes';
import { identifierKey, isBusinessIdentifier, type BusinessIdentifier } from '../fhir/identifier.ts';
import { FORLOPSBRO, IDENTIFIER_SYSTEM } from '../fhir/systems.ts';
import { uuidOf } from '../fhir/uuid.ts';
import { isHerId } from '../identifiers/herId.ts';
import { isHprNumber } from '../identifiers/hprNumber.ts';
import { parseNationalId } from '../identifiers/nationalId.ts';
import { isOrganizationNumber } from '../identifiers/organizationNumber.ts';
import { isReshId } from '../identifiers/reshId.ts';

/** Systems of our own, for resources that have no number of their own. */
const DERIVED_SYSTEM = `${FORLOPSBRO}/sid`;

export type DerivedKind =
  | 'care-team'
  | 'consent'
  | 'follow-up'
  | 'message-content'
  | 'milestone'
  | 'minor-follow-up'
  | 'municipal-team'
  | 'organization'
  | 'original-message'
  | 'practitioner'
  | 'practitioner-role'
  | 'referral-period'
  | 'referred-measurement-point'
  | 'referred-pathway'
  | 'referral-task'
  | 'related-person';

/** System of the identifiers of due measurement points: the nth occurrence of an event in a pathway. */
export const MILESTONE_SYSTEM = `${DERIVED_SYSTEM}/milestone`;

/**
 * An identifier derived from another, of the thing that it belongs to: `system|value|part|…`. The system of a URI has
 * no `|`, and the parts have none, so that no two things get the same.
 */
export function derivedIdentifier(
  kind: DerivedKind,
  owner: BusinessIdentifier,
  ...parts: readonly string[]
): BusinessIdentifier {
  return {
    system: `${DERIVED_SYSTEM}/${kind}`,
    value: [owner.system, owner.value, ...parts.map((part) => part.replaceAll('|', '%7C'))].join('|'),
  };
}

/** A short part for {@link derivedIdentifier} out of text that describes a thing which has no number, such as a name. */
export function nameKey(...texts: readonly (string | undefined)[]): string {
  return uuidOf(
    JSON.stringify(texts.map((text) => text?.toLocaleLowerCase('nb').replace(/\s+/g, ' ') ?? null)),
  );
}

/** Undefined when the number is invalid, or identifies nobody outside the enterprise that issued it (H-number). */
export function nationalIdentifier(number: string): BusinessIdentifier | undefined {
  const parsed = parseNationalId(number);
  return parsed.ok && parsed.kind !== 'HNR'
    ? { system: IDENTIFIER_SYSTEM[parsed.kind], value: number }
    : undefined;
}

const IS_NUMBER_OF: Readonly<Record<string, (value: string) => boolean>> = {
  [IDENTIFIER_SYSTEM.FNR]: isNationalNumber,
  [IDENTIFIER_SYSTEM.DNR]: isNationalNumber,
  [IDENTIFIER_SYSTEM.FHN]: isNationalNumber,
  [IDENTIFIER_SYSTEM.HPR]: isHprNumber,
  [IDENTIFIER_SYSTEM.ENH]: isOrganizationNumber,
  [IDENTIFIER_SYSTEM.RSH]: isReshId,
  [IDENTIFIER_SYSTEM.HER]: isHerId,
};

/**
 * Whether somebody can be recognised by the identifier. Not by a number that is none, such as one of zeros that a
 * message carries for want of another: all who have it would become one.
 */
export function canRecognise({ system, value }: BusinessIdentifier): boolean {
  return IS_NUMBER_OF[system]?.(value) ?? true;
}

function isNationalNumber(value: string): boolean {
  return nationalIdentifier(value) !== undefined;
}

export interface OrganizationNumbers {
  readonly organizationNumber?: string;
  readonly reshId?: string;
  readonly herId?: string;
}

/** The most telling first: a RESH-id belongs to one unit, an organisation number may be given for a whole trust. */
export function organizationIdentifiers({
  organizationNumber,
  reshId,
  herId,
}: OrganizationNumbers): readonly BusinessIdentifier[] {
  return [
    ...(reshId === undefined ? [] : [{ system: IDENTIFIER_SYSTEM.RSH, value: reshId }]),
    ...(organizationNumber === undefined
      ? []
      : [{ system: IDENTIFIER_SYSTEM.ENH, value: organizationNumber }]),
    ...(herId === undefined ? [] : [{ system: IDENTIFIER_SYSTEM.HER, value: herId }]),
  ];
}

/** Systems in which one person or organisation has one number only. */
const SINGLE_NUMBER_SYSTEMS: ReadonlySet<string> = new Set([
  IDENTIFIER_SYSTEM.FNR,
  IDENTIFIER_SYSTEM.FHN,
  IDENTIFIER_SYSTEM.HPR,
  IDENTIFIER_SYSTEM.ENH,
  IDENTIFIER_SYSTEM.RSH,
]);

/**
 * Whether what is stored under the first identifiers can be what is stated with the second. Not when they differ in a
 * system in which one has one number only: two units that share their trust's organisation number have RESH-ids that
 * tell them apart. And a measurement point that was registered is neither another registration nor due again, though
 * it is the same occurrence of the event; one that was due can be the one that is registered.
 */
export function canBeSame(stored: readonly Identifier[], stated: readonly Identifier[]): boolean {
  return hasNoOtherNumber(stored, stated) && !isOtherRegistration(stored, stated);
}

function hasNoOtherNumber(stored: readonly Identifier[], stated: readonly Identifier[]): boolean {
  return stored.every(
    ({ system, value }) =>
      system === undefined ||
      !SINGLE_NUMBER_SYSTEMS.has(system) ||
      stated.every((other) => other.system !== system || other.value === value),
  );
}

function isOtherRegistration(stored: readonly Identifier[], stated: readonly Identifier[]): boolean {
  const registered = stored.filter(({ system }) => system !== MILESTONE_SYSTEM);
  return (
    registered.length > 0 &&
    registered.length < stored.length &&
    !registered.some(({ system, value }) =>
      stated.some((other) => other.system === system && other.value === value),
    )
  );
}

/** The `urn:uuid:` by which entries of a transaction refer to the resource that the identifier recognises. */
export function fullUrlOf(resourceType: Resource['resourceType'], identifier: BusinessIdentifier): string {
  return `urn:uuid:${uuidOf(`${resourceType}|${identifierKey(identifier)}`)}`;
}

/** Identifiers of both, each once; the first's order first. */
export function uniteIdentifiers<T extends Identifier>(first: readonly T[], second: readonly T[]): T[] {
  const known = new Set((first as readonly Identifier[]).filter(isBusinessIdentifier).map(identifierKey));
  return [
    ...first,
    ...second.filter(
      (identifier) => !isBusinessIdentifier(identifier) || !known.has(identifierKey(identifier)),
    ),
  ];
}
