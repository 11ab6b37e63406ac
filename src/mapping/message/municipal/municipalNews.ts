import type {
  Bundle,
  Coding,
  Communication,
  Composition,
  DocumentReference,
  Extension,
  MessageHeader,
  PractitionerRole,
  Resource,
} from '@medplum/fhirtypes';
import { extensionUrl, volven } from '../../../fhir/systems.ts';
import { mainOf } from '../messageDocument.ts';
import { firstOf } from '../parties.ts';
import { READY_REPLY_CLASS } from '../stay/stayNotice.ts';

/** What a message tells of the municipality's part in a pathway; references as in the message, later of the store. */
export interface MunicipalNews {
  /** What the plan is to point to. */
  readonly content: readonly string[];
  /** People to be in the team, with the roles as sent. */
  readonly members: readonly TeamMember[];
  /** The unit that sent it. */
  readonly sender?: string;
  readonly individualPlan?: { readonly exists: boolean };
  /** Which Task of a stay it answers. */
  readonly answers?: 'admission-report' | 'ready-for-discharge-reply';
}

export interface TeamMember {
  readonly reference: string;
  readonly roles: readonly Coding[];
  readonly isCoordinator: boolean;
}

const ROLE_TO_PATIENT = volven(9034);
/** List 9034: koordinator individuell plan. */
const COORDINATOR = { system: ROLE_TO_PATIENT, code: '8' } as const;
/** List 7322: reply on receiving a patient ready for discharge (HIS 1077:2017). */
const READY_REPLY = { system: volven(7322), code: '7' } as const;
/** List 9602: a document that is an individual plan. */
const PLAN_DOCUMENT = { system: volven(9602), code: 'A02-2' } as const;
const ADMISSION_REPORT = 'INNLEGGELSESRAPPORT';

/**
 * What a message tells of coordinator, individual plan, admission report or reply on a patient ready for discharge;
 * undefined when it tells none of these, and so changes no plan.
 */
export function municipalNewsOf(bundle: Bundle): MunicipalNews | undefined {
  const main = mainOf(bundle);
  const header = firstOf<MessageHeader>(bundle, 'MessageHeader');
  const mainUrl = urlOf(bundle, main);
  if (main === undefined || mainUrl === undefined) {
    return undefined;
  }
  const isReport = header?.eventCoding?.code === ADMISSION_REPORT;
  const isReply = isReadyReply(main);
  const contacts = isReport && main.resourceType === 'Composition' ? contactsOf(main, bundle) : [];
  const plans = planDocumentsOf(bundle);
  const stated = individualPlanOf(main);
  const isAboutPlan = plans.length > 0 || stated !== undefined;
  const coordinators =
    isReport || isAboutPlan || main.resourceType === 'Communication' ? coordinatorsOf(bundle) : [];
  if (!isReport && !isReply && !isAboutPlan && coordinators.length === 0) {
    return undefined;
  }
  const exists = plans.length > 0 ? true : stated;
  const sender = header?.sender?.reference;
  return {
    content: [mainUrl, ...plans, ...(isReport ? servicePlansOf(bundle) : [])],
    members: [
      ...coordinators,
      ...contacts.filter(({ reference }) => coordinators.every((other) => other.reference !== reference)),
    ],
    ...(sender === undefined || !isReport ? {} : { sender }),
    ...(exists === undefined ? {} : { individualPlan: { exists } }),
    ...(isReport
      ? { answers: 'admission-report' as const }
      : isReply
        ? { answers: 'ready-for-discharge-reply' as const }
        : {}),
  };
}

function isReadyReply(main: Resource): boolean {
  if (main.resourceType === 'Communication') {
    return main.topic?.coding?.some((coding) => isCode(coding, READY_REPLY)) === true;
  }
  return (
    main.resourceType === 'Encounter' &&
    main.meta?.tag?.some(({ code }) => code === READY_REPLY_CLASS) === true
  );
}

function isCode(coding: Coding | undefined, { system, code }: { system: string; code: string }): boolean {
  return coding?.system === system && coding.code === code;
}

/** Whoever has the role of coordinator: stated of the person, or of the part in a note. */
function coordinatorsOf(bundle: Bundle): readonly TeamMember[] {
  const members = new Map<string, TeamMember>();
  const add = (reference: string, role: Coding): void => {
    members.set(reference, { reference, roles: [role], isCoordinator: true });
  };
  for (const { fullUrl, resource } of bundle.entry ?? []) {
    if (fullUrl !== undefined && resource?.resourceType === 'PractitionerRole') {
      const role = resource.code
        ?.flatMap(({ coding = [] }) => coding)
        .find((one) => isCode(one, COORDINATOR));
      if (role !== undefined) {
        add(fullUrl, role);
      }
    }
    for (const note of resource?.resourceType === 'Communication' ? noteRolesOf(resource) : []) {
      const role = partOf(note, 'roleToPatient')?.valueCoding;
      const person =
        partOf(note, 'professional')?.valueReference?.reference ??
        partOf(note, 'person')?.valueReference?.reference;
      if (role !== undefined && isCode(role, COORDINATOR) && person !== undefined) {
        add(person, role);
      }
    }
  }
  return [...members.values()];
}

function noteRolesOf({ extension = [] }: Communication): readonly Extension[] {
  return extension.filter(({ url }) => url === extensionUrl('note-role'));
}

function partOf({ extension = [] }: Extension, name: string): Extension | undefined {
  return extension.find(({ url }) => url === name);
}

const MESSAGE_SECTION = /contacts$/;

/**
 * Those whom an admission report names as contacts, and those who answer for it and have a role for the patient (list
 * 9034), such as the primary contact; with the roles that it gives them, each person once.
 */
function contactsOf(report: Composition, bundle: Bundle): readonly TeamMember[] {
  const contacts = (report.section ?? [])
    .filter(({ code }) => code?.coding?.some((coding) => MESSAGE_SECTION.test(coding.code ?? '')))
    .flatMap(({ entry = [] }) => entry);
  const members = new Map<string, TeamMember>();
  for (const { reference = '' } of [...contacts, ...report.author]) {
    const role = resourceAt(bundle, reference);
    if (role?.resourceType !== 'PractitionerRole') {
      continue;
    }
    const roles = (role.code ?? []).flatMap(({ coding = [] }) => coding);
    const isContact = contacts.some((contact) => contact.reference === reference);
    const person = personOf(role, bundle);
    const isKnown = [...members.values()].some(({ reference: other }) => {
      const named = resourceAt(bundle, other);
      return named?.resourceType === 'PractitionerRole' && personOf(named, bundle) === person;
    });
    if (isContact || (!isKnown && roles.some(({ system }) => system === ROLE_TO_PATIENT))) {
      members.set(reference, { reference, roles, isCoordinator: false });
    }
  }
  return [...members.values()];
}

/** By what a professional is known in the message: the numbers, else the resource. */
function personOf({ practitioner }: PractitionerRole, bundle: Bundle): string {
  const person = resourceAt(bundle, practitioner?.reference);
  return person?.resourceType === 'Practitioner' && person.identifier !== undefined
    ? JSON.stringify(person.identifier)
    : (practitioner?.reference ?? '');
}

function resourceAt(bundle: Bundle, reference: string | undefined): Resource | undefined {
  return bundle.entry?.find(({ fullUrl }) => fullUrl !== undefined && fullUrl === reference)?.resource;
}

/** The services that the municipality gives, as an admission report tells of them. */
function servicePlansOf(bundle: Bundle): readonly string[] {
  return (bundle.entry ?? []).flatMap(({ fullUrl, resource }) =>
    fullUrl !== undefined && resource?.resourceType === 'CarePlan' ? [fullUrl] : [],
  );
}

function planDocumentsOf(bundle: Bundle): readonly string[] {
  return (bundle.entry ?? []).flatMap(({ fullUrl, resource }) =>
    fullUrl !== undefined &&
    resource?.resourceType === 'DocumentReference' &&
    conceptsOf(resource).some((coding) => isCode(coding, PLAN_DOCUMENT))
      ? [fullUrl]
      : [],
  );
}

function conceptsOf({ type, category = [] }: DocumentReference): readonly Coding[] {
  return [type, ...category].flatMap((concept) => concept?.coding ?? []);
}

/** OpplysningerOmIndividuellPlan (HIS 80517:2017, 4.11): whether there is an individual plan. */
function individualPlanOf(main: Resource): boolean | undefined {
  const extensions: unknown = Reflect.get(main, 'extension');
  const stated = (Array.isArray(extensions) ? (extensions as readonly Extension[]) : []).find(
    ({ url }) => url === extensionUrl('individual-plan'),
  );
  return stated === undefined ? undefined : partOf(stated, 'exists')?.valueBoolean;
}

function urlOf(bundle: Bundle, resource: Resource | undefined): string | undefined {
  return resource === undefined
    ? undefined
    : bundle.entry?.find((entry) => entry.resource === resource)?.fullUrl;
}
