import type { Organization, Reference } from '@medplum/fhirtypes';
import type { BusinessIdentifier } from '../../fhir/identifier.ts';
import { identifierKey } from '../../fhir/identifier.ts';
import { extensionUrl, IDENTIFIER_SYSTEM, volven } from '../../fhir/systems.ts';
import type { PathwayRecord, RecordOrganization } from '../../pathway/record.ts';
import { municipalityOfAddress } from '../address.ts';
import type { CodeTexts } from '../coding.ts';
import {
  canBeSame,
  derivedIdentifier,
  fullUrlOf,
  nameKey,
  organizationIdentifiers,
  uniteIdentifiers,
} from '../identity.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import { telecomOf } from '../person.ts';

/** The organisations of a record: each once, however often and with however many of its numbers it is named. */
export interface OrganizationDirectory {
  /** The organisation that the record names in these words. */
  referenceTo(organization: RecordOrganization): Reference<Organization>;
  identifierOf(organization: RecordOrganization): BusinessIdentifier;
  /** Whether it has a number that others know it by. */
  isKnownToOthers(organization: RecordOrganization): boolean;
  /** The municipality or its service, also when only the municipality's number is known. */
  readonly municipalService?: Reference<Organization>;
  readonly entries: readonly MappedEntry[];
}

interface Known {
  readonly fullUrl: string;
  identifiers: readonly BusinessIdentifier[];
  readonly name: string;
  readonly parent?: Known;
  readonly isNumbered: boolean;
  telecom: RecordOrganization['telecom'];
  municipalityNumber?: string;
}

export function createOrganizationDirectory(record: PathwayRecord, texts: CodeTexts): OrganizationDirectory {
  const known: Known[] = [];
  const byMention = new Map<RecordOrganization, Known>();
  const wholes: Known[] = [];

  function add(mention: RecordOrganization | undefined, parent?: Known): Known | undefined {
    if (mention === undefined) {
      return undefined;
    }
    const whole = wholes.find((candidate) => isPartNamedByNumberOf(candidate, mention));
    const found = findOrCreate(mention, parent ?? whole, whole !== undefined);
    byMention.set(mention, found);
    return found;
  }

  function findOrCreate(mention: RecordOrganization, parent: Known | undefined, isPart: boolean): Known {
    const { organizationNumber, ...own } = mention;
    const numbers = organizationIdentifiers(
      isPart ? own : { ...own, ...(organizationNumber !== undefined && { organizationNumber }) },
    );
    if (numbers.length === 0 && parent !== undefined && nameKey(parent.name) === nameKey(mention.name)) {
      return parent;
    }
    const identifiers = numbers.length > 0 ? numbers : [nameIdentifier(record, mention.name, parent)];
    const same = known.find(
      (candidate) =>
        shareOne(candidate.identifiers, identifiers) && canBeSame(candidate.identifiers, identifiers),
    );
    if (same !== undefined) {
      same.identifiers = uniteIdentifiers(same.identifiers, identifiers);
      same.telecom ??= mention.telecom;
      return same;
    }
    const created: Known = {
      fullUrl: fullUrlOf('Organization', firstOf(identifiers)),
      identifiers,
      name: mention.name,
      ...(parent !== undefined && { parent }),
      isNumbered: numbers.length > 0 || parent?.isNumbered === true,
      telecom: mention.telecom,
    };
    known.push(created);
    return created;
  }

  const { trust, unit, referral, municipality, contacts = [] } = record;
  const trustKnown = add(trust);
  const municipalityKnown = add(municipality?.organization) ?? municipalityByNumber(record, texts);
  if (municipalityKnown !== undefined && municipality?.municipalityNumber !== undefined) {
    municipalityKnown.municipalityNumber = municipality.municipalityNumber;
  }
  if (municipalityKnown !== undefined && !known.includes(municipalityKnown)) {
    known.push(municipalityKnown);
  }
  wholes.push(...[trustKnown, municipalityKnown].filter((whole) => whole !== undefined));
  add(unit, trustKnown);
  add(municipality?.coordinatingUnit, municipalityKnown);
  for (const contact of contacts) {
    add(contact.unit, trustKnown);
  }
  add(referral?.referrer?.organization);
  for (const professional of [
    referral?.referrer?.professional,
    record.pathwayCoordinator,
    record.responsibleClinician,
    municipality?.coordinator,
    record.generalPractitioner,
  ]) {
    add(professional?.organization);
  }

  const lookUp = (mention: RecordOrganization): Known => {
    const found = byMention.get(mention);
    if (found === undefined) {
      throw new RangeError('The organisation is not one of the record');
    }
    return found;
  };
  return {
    referenceTo: (mention) => ({ reference: lookUp(mention).fullUrl }),
    identifierOf: (mention) => firstOf(lookUp(mention).identifiers),
    isKnownToOthers: (mention) => lookUp(mention).isNumbered,
    ...(municipalityKnown !== undefined && { municipalService: { reference: municipalityKnown.fullUrl } }),
    entries: known.map((organization) => entryOf(organization, texts)),
  };
}

/**
 * A unit that is given its trust's organisation number, or a municipal one its municipality's: the number is that of
 * the whole, and the unit's own name or other numbers tell it from the whole.
 */
function isPartNamedByNumberOf(whole: Known, mention: RecordOrganization): boolean {
  const number = whole.identifiers.find(({ system }) => system === IDENTIFIER_SYSTEM.ENH)?.value;
  return (
    number !== undefined &&
    mention.organizationNumber === number &&
    (nameKey(mention.name) !== nameKey(whole.name) ||
      !canBeSame(whole.identifiers, organizationIdentifiers(mention)))
  );
}

/** The municipality itself, when no organisation of its is named: its number (Volven 3402) identifies it. */
function municipalityByNumber({ municipality }: PathwayRecord, texts: CodeTexts): Known | undefined {
  const number = municipality?.municipalityNumber;
  return number === undefined
    ? undefined
    : {
        fullUrl: fullUrlOf('Organization', { system: volven(3402), value: number }),
        identifiers: [{ system: volven(3402), value: number }],
        name: texts.displayOf(volven(3402), number) ?? number,
        isNumbered: true,
        telecom: undefined,
      };
}

/** An organisation of which only the name is known: known by it within the whole that it is part of, or the pathway. */
function nameIdentifier(record: PathwayRecord, name: string, parent: Known | undefined): BusinessIdentifier {
  const owner = parent?.isNumbered === true ? firstOf(parent.identifiers) : record.identifier;
  return derivedIdentifier('organization', owner, nameKey(name));
}

function shareOne(first: readonly BusinessIdentifier[], second: readonly BusinessIdentifier[]): boolean {
  const keys = new Set(first.map(identifierKey));
  return second.some((identifier) => keys.has(identifierKey(identifier)));
}

function firstOf([first]: readonly BusinessIdentifier[]): BusinessIdentifier {
  if (first === undefined) {
    throw new RangeError('An organisation without identifier');
  }
  return first;
}

function entryOf(known: Known, texts: CodeTexts): MappedEntry {
  return {
    fullUrl: known.fullUrl,
    matchBy: known.identifiers,
    ownership: known.isNumbered ? 'shared' : 'owned',
    resource: {
      resourceType: 'Organization',
      meta: { profile: [extensionUrl('norwegian-organization')] },
      identifier: [...known.identifiers],
      active: true,
      name: known.name,
      ...telecomOf(known.telecom),
      ...(known.municipalityNumber !== undefined && {
        address: [municipalityOfAddress(texts, known.municipalityNumber)],
      }),
      ...(known.parent !== undefined && { partOf: { reference: known.parent.fullUrl } }),
    },
  };
}
