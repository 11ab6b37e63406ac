import type {
  Bundle,
  MessageHeader,
  Organization,
  Patient,
  Practitioner,
  PractitionerRole,
  Reference,
  Resource,
} from '@medplum/fhirtypes';

export type PatientReference = Reference<Patient>;
export type PartyReference = Reference<Organization | Practitioner | PractitionerRole>;

export interface MessageParties {
  readonly patient: PatientReference | undefined;
  readonly sender: PartyReference | undefined;
  /** The organisation of the receiver; undefined when the message names a person only. */
  readonly receiver: Reference<Organization> | undefined;
}

/** Whom a message Bundle is about, from and to, by fullUrl. */
export function partiesOf(bundle: Bundle): MessageParties {
  const header = firstOf<MessageHeader>(bundle, 'MessageHeader');
  const patient = bundle.entry?.find(({ resource }) => resource?.resourceType === 'Patient')?.fullUrl;
  return {
    patient: patient === undefined ? undefined : { reference: patient },
    sender: header?.sender,
    receiver: organizationOf(bundle, header?.destination?.[0]?.receiver),
  };
}

/** All organisations that send or receive a message, each with those that it is part of, by fullUrl. */
export function organisationsOf(bundle: Bundle): readonly string[] {
  const header = firstOf<MessageHeader>(bundle, 'MessageHeader');
  const parties = [header?.sender, ...(header?.destination ?? []).map(({ receiver }) => receiver)];
  const found = new Set<string>();
  for (const party of parties) {
    let reference = organizationOf(bundle, party)?.reference;
    while (reference !== undefined && !found.has(reference)) {
      found.add(reference);
      const resource = resourceAt(bundle, reference);
      reference = resource?.resourceType === 'Organization' ? resource.partOf?.reference : undefined;
    }
  }
  return [...found];
}

function resourceAt(bundle: Bundle, reference: string | undefined): Resource | undefined {
  return bundle.entry?.find(({ fullUrl }) => fullUrl === reference)?.resource;
}

function organizationOf(bundle: Bundle, party: Reference | undefined): Reference<Organization> | undefined {
  const resource = resourceAt(bundle, party?.reference);
  if (resource?.resourceType === 'PractitionerRole') {
    return resource.organization;
  }
  return resource?.resourceType === 'Organization' ? (party as Reference<Organization>) : undefined;
}

export function firstOf<T extends Resource>(bundle: Bundle, resourceType: T['resourceType']): T | undefined {
  return bundle.entry?.find(({ resource }) => resource?.resourceType === resourceType)?.resource as
    T | undefined;
}
