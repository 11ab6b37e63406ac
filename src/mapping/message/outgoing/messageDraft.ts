import type {
  Bundle,
  CarePlan,
  MessageHeader,
  Organization,
  Patient,
  PractitionerRole,
  Resource,
} from '@medplum/fhirtypes';
import type { Finding } from '../../../findings/finding.ts';
import { extensionUrl, FORLOPSBRO, IDENTIFIER_SYSTEM, volven } from '../../../fhir/systems.ts';
import { uuidOf } from '../../../fhir/uuid.ts';
import { codingOf, type CodeTexts } from '../../coding.ts';
import type { PlanBundle } from './planBundle.ts';
import { conceptText, personText, planText, type PlanText } from './planText.ts';

/** The pathway that a message tells of, and between whom. */
export interface PlanParties {
  readonly source: PlanBundle;
  readonly plan: CarePlan;
  readonly patient: Patient;
  readonly sender: Organization;
  readonly receiver: Organization;
}

/** What a message is called in its envelope, and with what texts. */
export interface DraftOptions {
  readonly texts: CodeTexts;
  readonly now: Date;
  /** A new UUID: the id of the message. */
  readonly newId: () => string;
}

/** Element by class of the message standards, where a resource could be of several. */
export const MESSAGE_CLASS = `${FORLOPSBRO}/CodeSystem/message-class`;

/** A message Bundle that is being made of a plan: what it is about, and all that this refers to. */
export class MessageDraft {
  readonly findings: Finding[] = [];
  readonly source: PlanBundle;
  readonly plan: CarePlan;
  readonly sender: Organization;
  readonly receiver: Organization;
  readonly texts: CodeTexts;
  /** When it is made, an instant. */
  readonly now: string;
  readonly #patient: Patient;
  readonly #id: string;
  readonly #entries = new Map<string, Resource>();
  #event = '';
  #main = '';

  constructor({ source, plan, patient, sender, receiver }: PlanParties, { texts, now, newId }: DraftOptions) {
    this.source = source;
    this.plan = plan;
    this.sender = sender;
    this.receiver = receiver;
    this.texts = texts;
    this.now = now.toISOString();
    this.#patient = patient;
    this.#id = newId();
    this.#keep(patient);
    this.#keepUnit(sender);
    this.#keepUnit(receiver);
  }

  /** Who answers for the content: the clinician in charge, else the coordinator of the pathway. */
  responsible(): readonly PractitionerRole[] {
    const role =
      this.source.roleNamed(this.plan, 'responsible-clinician') ??
      this.source.roleNamed(this.plan, 'pathway-coordinator');
    return role === undefined ? [] : [role];
  }

  text(): PlanText {
    const source = this.source;
    const nameOf = (reference: string | undefined): string | undefined => {
      const found = source.resolve(reference);
      const person = source.withPerson(found).find(({ resourceType }) => resourceType !== 'PractitionerRole');
      return person === undefined ? undefined : personText([person]);
    };
    const people = (source.teamOf(this.plan)?.participant ?? []).flatMap(({ role = [], member, period }) => {
      const text = personText(source.withPerson(source.resolve(member?.reference)).toReversed());
      const roles = role.map(conceptText).join(', ');
      return text === undefined || period?.end !== undefined ? [] : [`${roles}: ${text}`];
    });
    return planText(this.plan, source.tasksOf(this.plan), source.referralsOf(this.plan), nameOf, people);
  }

  title(): string {
    const { title, category = [] } = this.plan;
    return title ?? category.map(conceptText).join(', ');
  }

  patientReference(): { reference: string } {
    return { reference: this.source.urlOf(this.#patient) };
  }

  setMain(event: string, main: Resource): void {
    this.#event = event;
    this.#main = this.add('main', main);
  }

  add(key: string, resource: Resource): string {
    const fullUrl = `urn:uuid:${uuidOf(`${this.#id}|${key}`)}`;
    this.#entries.set(fullUrl, resource);
    return fullUrl;
  }

  /** A professional; the roles of ours mean nothing to a receiver, and stand in the text. */
  keepRole(role: PractitionerRole): string {
    for (const resource of this.source.withPerson(role)) {
      this.#keep(resource);
    }
    const organization = this.source.resolveAs<Organization>('Organization', role.organization?.reference);
    if (organization !== undefined) {
      this.#keepUnit(organization);
    }
    const code = (role.code ?? []).filter((one) => one.coding?.some(({ system }) => system === volven(9034)));
    const kept: PractitionerRole = { ...role, code };
    if (code.length === 0) {
      delete kept.code;
    }
    const url = this.source.urlOf(role);
    this.#entries.set(url, kept);
    return url;
  }

  /** The message of the type and version, as translate names it. */
  finish(form: string): Bundle {
    const endpointOf = ({ identifier = [] }: Organization): string | undefined => {
      const herId = identifier.find(({ system }) => system === IDENTIFIER_SYSTEM.HER)?.value;
      return herId === undefined ? undefined : `${IDENTIFIER_SYSTEM.HER}.${herId}`;
    };
    const [from, to] = [endpointOf(this.sender), endpointOf(this.receiver)];
    const header: MessageHeader = {
      resourceType: 'MessageHeader',
      definition: `${FORLOPSBRO}/MessageDefinition/${form}`,
      eventCoding: codingOf(this.texts, volven(8279), this.#event),
      extension: [{ url: extensionUrl('implementation-version'), valueString: 'v1.2 2006-05-24' }],
      sender: { reference: this.source.urlOf(this.sender) },
      source: { endpoint: from ?? '' },
      destination: [{ receiver: { reference: this.source.urlOf(this.receiver) }, endpoint: to ?? '' }],
      focus: [{ reference: this.#main }],
    };
    return {
      resourceType: 'Bundle',
      type: 'message',
      identifier: { system: IDENTIFIER_SYSTEM.UUID, value: `urn:uuid:${this.#id.toLowerCase()}` },
      timestamp: this.now,
      entry: [
        { fullUrl: `urn:uuid:${uuidOf(`${this.#id}|MessageHeader`)}`, resource: header },
        ...[...this.#entries].map(([fullUrl, resource]) => ({ fullUrl, resource })),
      ],
    };
  }

  #keep(resource: Resource): string {
    const url = this.source.urlOf(resource);
    this.#entries.set(url, resource);
    return url;
  }

  #keepUnit(unit: Organization): void {
    this.#keep(unit);
    const around = this.source.resolveAs<Organization>('Organization', unit.partOf?.reference);
    if (around !== undefined && !this.#entries.has(this.source.urlOf(around))) {
      this.#keepUnit(around);
    }
  }
}
