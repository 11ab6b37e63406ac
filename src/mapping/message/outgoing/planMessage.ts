import type {
  Bundle,
  CarePlan,
  CodeableConcept,
  Coding,
  Communication,
  Composition,
  CompositionSection,
  Encounter,
  Extension,
  MessageHeader,
  Observation,
  Organization,
  Patient,
  PractitionerRole,
  Resource,
} from '@medplum/fhirtypes';
import { createFinding, type Finding } from '../../../findings/finding.ts';
import { extensionUrl, FORLOPSBRO, IDENTIFIER_SYSTEM, volven } from '../../../fhir/systems.ts';
import { uuidOf } from '../../../fhir/uuid.ts';
import { STAY_EVENT } from '../stay/stayNotice.ts';
import { PLAN_MESSAGE_FINDINGS } from './findings.ts';
import { PlanBundle } from './planBundle.ts';
import {
  choosePlanForm,
  isOccasionFor,
  noticeOf,
  PLAN_FORMS,
  stayOccasion,
  USUALLY_SUPPORTED,
  type StayOccasion,
} from './planForms.ts';
import { municipalityOf, receiverWith } from './planReceiver.ts';
import { conceptText, personText, planText, type PlanText } from './planText.ts';

export interface PlanMessageOptions {
  /** Type and version that is asked for, as translate names them; absent: what the receiver supports decides. */
  readonly form?: string;
  /** What the receiver supports; USUALLY_SUPPORTED when absent. */
  readonly supported?: readonly string[];
  /** HER-id or organisation number of the receiver; absent: the municipal unit that the plan names. */
  readonly receiver?: string;
  /** When the message is made. */
  readonly now: Date;
  /** A new UUID: the id of the message. */
  readonly newId: () => string;
}

export interface PlanMessage {
  /** Of type message, for the encoder; absent: it cannot be made, and the findings say why. */
  readonly bundle?: Bundle;
  readonly form?: string;
  readonly findings: readonly Finding[];
}

/**
 * A pathway's plan as a message that a municipal system without FHIR can read: a discharge report, health information
 * or a notice where there is occasion, else a health-professional dialogue. Input is a Bundle of any type but message
 * with one CarePlan and what it refers to.
 */
export function planMessage(bundle: Bundle, options: PlanMessageOptions): PlanMessage {
  const source = new PlanBundle(bundle);
  const [plan, another] = source.plans;
  if (plan === undefined || another !== undefined) {
    return refused(PLAN_MESSAGE_FINDINGS.noPlan, { count: String(source.plans.length) });
  }
  const patient = source.patientOf(plan);
  const sender = source.organizationOf(
    source.memberOf(plan, 'trust') ?? source.resolve(plan.author?.reference),
  );
  const named =
    options.receiver === undefined
      ? source.organizationOf(
          source.memberOf(plan, 'coordinating-unit') ??
            source.memberOf(plan, 'municipal-service') ??
            source.memberOf(plan, 'municipal-coordinator'),
        )
      : receiverWith(options.receiver, bundle);
  const byAddress =
    options.receiver !== undefined || patient === undefined ? undefined : municipalityOf(patient);
  const receiver = named ?? byAddress;
  const missing = [
    ...(patient === undefined ? [['patient', 'CarePlan.subject'] as const] : []),
    ...(sender === undefined ? [['sender', 'CarePlan.author'] as const] : []),
    ...(receiver === undefined
      ? [
          [
            'receiver',
            options.receiver === undefined
              ? 'CareTeam.participant (coordinating-unit, municipal-service), Patient.address.district'
              : 'HER-id, organisation number',
          ] as const,
        ]
      : []),
  ];
  if (patient === undefined || sender === undefined || receiver === undefined) {
    return {
      findings: missing.map(([party, expected]) =>
        createFinding(PLAN_MESSAGE_FINDINGS.missing, '', { party, expected }),
      ),
    };
  }
  const occasion = stayOccasion(source.encountersOf(patient));
  const { supported = USUALLY_SUPPORTED } = options;
  const form = options.form ?? choosePlanForm(supported, occasion);
  const chosen = form === undefined ? undefined : PLAN_FORMS.get(form);
  if (form === undefined || chosen === undefined || !isOccasionFor(chosen, occasion)) {
    const possible = [...PLAN_FORMS].filter(([, one]) => isOccasionFor(one, occasion)).map(([id]) => id);
    return refused(PLAN_MESSAGE_FINDINGS.noForm, {
      asked: options.form ?? supported.join(', '),
      possible: possible.join(', '),
    });
  }
  const draft = new MessageDraft(source, plan, patient, sender, receiver, options);
  switch (chosen.kind) {
    case 'dialogue':
      draft.addDialogue();
      break;
    case 'notice':
      draft.addNotice(occasion as StayOccasion);
      break;
    case 'health-information':
    case 'discharge-report':
      draft.addReport(chosen.kind, chosen.version, occasion as StayOccasion);
      break;
  }
  return {
    bundle: draft.finish(form),
    form,
    findings: [
      createFinding(PLAN_MESSAGE_FINDINGS.chosen, '', { form }),
      ...(named === undefined
        ? [createFinding(PLAN_MESSAGE_FINDINGS.receiverByAddress, '', { name: receiver.name ?? '' })]
        : []),
      ...draft.findings,
    ],
  };
}

function refused(
  definition: (typeof PLAN_MESSAGE_FINDINGS)['noPlan' | 'noForm'],
  values: Readonly<Record<string, string>>,
): PlanMessage {
  return { findings: [createFinding(definition, '', values)] };
}

const SECTION = `${FORLOPSBRO}/CodeSystem/message-section`;
const MESSAGE_CLASS = `${FORLOPSBRO}/CodeSystem/message-class`;

const coding = (list: number, code: string, display: string): Coding => ({
  system: volven(list),
  code,
  display,
});
const concept = (list: number, code: string, display: string): CodeableConcept => ({
  coding: [coding(list, code, display)],
});

/** Tjenestetype: a message made now is new. */
const NEW: Extension = { url: extensionUrl('service-type'), valueCoding: coding(7309, 'N', 'Ny') };

/** List 9034: kontakt hos mottaker. */
const CONTACT_AT_RECEIVER = coding(9034, '24', 'Kontakt hos mottaker');

/** List 8279. */
const EVENT_TEXTS: Readonly<Record<string, string>> = {
  DIALOG_HELSEFAGLIG: 'Helsefaglig dialog',
  HELSEOPPL_SOKNAD: 'Helseopplysninger',
  UTSKRIVNINGSRAPPORT: 'Utskrivningsrapport',
  LOG_INNLAGT: 'Melding om innlagt pasient',
  LOG_UTSKRIVNINGSKLAR: 'Melding om utskrivningsklar pasient',
  LOG_AVMELDING: 'Avmelding av utskrivningsklar pasient',
  LOG_UTSKREVET: 'Melding om utskrevet pasient',
};

class MessageDraft {
  readonly findings: Finding[] = [];
  readonly #source: PlanBundle;
  readonly #plan: CarePlan;
  readonly #patient: Patient;
  readonly #sender: Organization;
  readonly #receiver: Organization;
  readonly #id: string;
  readonly #now: string;
  readonly #entries = new Map<string, Resource>();
  #event = '';
  #main = '';

  constructor(
    source: PlanBundle,
    plan: CarePlan,
    patient: Patient,
    sender: Organization,
    receiver: Organization,
    options: PlanMessageOptions,
  ) {
    this.#source = source;
    this.#plan = plan;
    this.#patient = patient;
    this.#sender = sender;
    this.#receiver = receiver;
    this.#id = options.newId();
    this.#now = options.now.toISOString();
    this.#keep(patient);
    this.#keepUnit(sender);
    this.#keepUnit(receiver);
  }

  addDialogue(): void {
    const contact = this.#source.roleNamed(this.#plan, 'municipal-coordinator');
    if (contact === undefined) {
      this.findings.push(createFinding(PLAN_MESSAGE_FINDINGS.contactMissing, 'CareTeam.participant'));
    }
    const { status, expected } = this.#text();
    const title = this.#title();
    const communication: Communication = {
      resourceType: 'Communication',
      meta: { tag: [{ system: MESSAGE_CLASS, code: 'Notat' }] },
      status: 'completed',
      subject: this.#patientReference(),
      sender: { reference: this.#source.urlOf(this.#sender) },
      recipient: [{ reference: this.#source.urlOf(this.#receiver) }],
      sent: this.#now,
      topic: { ...concept(7322, '6', 'Henvendelse om pasient'), text: title },
      payload: [
        {
          contentString: [...status, ...(expected.length === 0 ? [] : ['Det neste:', ...expected])].join(
            '\n',
          ),
        },
      ],
      extension: [
        ...(contact === undefined ? [] : [noteRole(CONTACT_AT_RECEIVER, this.#keepRole(contact))]),
        ...this.#responsible().map((role) => noteRole(undefined, this.#keepRole(role))),
      ],
    };
    this.#setMain('DIALOG_HELSEFAGLIG', communication);
  }

  addNotice(occasion: StayOccasion): void {
    const event = noticeOf(occasion) ?? '';
    this.#setMain(event, {
      ...this.#stay(occasion, event),
      extension: [NEW, ...this.#events(occasion, event)],
    });
  }

  addReport(
    kind: 'health-information' | 'discharge-report',
    version: '1.5' | '1.6',
    occasion: StayOccasion,
  ): void {
    const event = kind === 'discharge-report' ? 'UTSKRIVNINGSRAPPORT' : 'HELSEOPPL_SOKNAD';
    const stay: Encounter = {
      ...this.#stay(occasion, event),
      extension: this.#events(occasion, event),
    };
    const stayUrl = this.#add('Encounter', stay);
    const { status, expected } = this.#text();
    const notes = [
      this.#note(9142, 'FO', 'Forløp og behandling', status),
      ...(expected.length === 0 ? [] : [this.#note(9142, 'OP', 'Planer for videre oppfølging', expected)]),
    ];
    const contacts = [this.#source.roleNamed(this.#plan, 'pathway-coordinator')].flatMap((role) =>
      role === undefined ? [] : [this.#keepRole(role)],
    );
    const section: CompositionSection[] = [
      ...(contacts.length === 0 ? [] : [sectionOf('contacts', 'Kontaktpersoner', contacts)]),
      {
        ...sectionOf('medical', 'Medisinskfaglige opplysninger', []),
        section: [sectionOf('record-note', 'Journalnotat', notes)],
      },
    ];
    const authors = this.#responsible().map((role) => ({ reference: this.#keepRole(role) }));
    const composition: Composition = {
      resourceType: 'Composition',
      extension: [
        NEW,
        ...(kind === 'health-information' && version === '1.5'
          ? [
              {
                url: extensionUrl('application'),
                extension: [{ url: 'sentByPatient', valueBoolean: false }],
              },
            ]
          : []),
      ],
      status: 'final',
      type: { coding: [coding(8279, event, EVENT_TEXTS[event] ?? event)] },
      category: [
        kind === 'discharge-report'
          ? concept(9139, '11', 'Utskrivningsrapport')
          : concept(9140, '2', 'Oppdaterte opplysninger'),
      ],
      subject: this.#patientReference(),
      encounter: { reference: stayUrl },
      date: this.#now,
      author: authors.length > 0 ? authors : [{ reference: this.#source.urlOf(this.#sender) }],
      title: EVENT_TEXTS[event] ?? event,
      section,
    };
    this.#setMain(event, composition);
  }

  finish(form: string): Bundle {
    const endpointOf = ({ identifier = [] }: Organization): string | undefined => {
      const herId = identifier.find(({ system }) => system === IDENTIFIER_SYSTEM.HER)?.value;
      return herId === undefined ? undefined : `${IDENTIFIER_SYSTEM.HER}.${herId}`;
    };
    const [from, to] = [endpointOf(this.#sender), endpointOf(this.#receiver)];
    const header: MessageHeader = {
      resourceType: 'MessageHeader',
      definition: `${FORLOPSBRO}/MessageDefinition/${form}`,
      eventCoding: coding(8279, this.#event, EVENT_TEXTS[this.#event] ?? this.#event),
      extension: [{ url: extensionUrl('implementation-version'), valueString: 'v1.2 2006-05-24' }],
      sender: { reference: this.#source.urlOf(this.#sender) },
      source: { endpoint: from ?? '' },
      destination: [{ receiver: { reference: this.#source.urlOf(this.#receiver) }, endpoint: to ?? '' }],
      focus: [{ reference: this.#main }],
    };
    return {
      resourceType: 'Bundle',
      type: 'message',
      identifier: { system: IDENTIFIER_SYSTEM.UUID, value: `urn:uuid:${this.#id.toLowerCase()}` },
      timestamp: this.#now,
      entry: [
        { fullUrl: `urn:uuid:${uuidOf(`${this.#id}|MessageHeader`)}`, resource: header },
        ...[...this.#entries].map(([fullUrl, resource]) => ({ fullUrl, resource })),
      ],
    };
  }

  #stay({ stay, isEnded }: StayOccasion, event: string): Encounter {
    const { period, hospitalization } = stay;
    const start = period?.start;
    const end = isEnded ? period?.end : undefined;
    return {
      resourceType: 'Encounter',
      status: isEnded ? 'finished' : 'in-progress',
      class: stay.class,
      subject: this.#patientReference(),
      ...(event === 'LOG_UTSKREVET' && hospitalization !== undefined ? { hospitalization } : {}),
      ...(start === undefined && end === undefined
        ? {}
        : { period: { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) } }),
    };
  }

  /** The events that the message has to tell; the times of admission and discharge are those of the period. */
  #events({ stay, isEnded }: StayOccasion, type: string): Extension[] {
    const kept = (stay.extension ?? []).filter(({ url }) => url === extensionUrl('timed-event'));
    const known = new Set(kept.flatMap((one) => partOf(one, 'event')?.valueCoding?.code ?? []));
    const stages = (stay.statusHistory ?? []).flatMap(({ extension = [], period }) =>
      extension.flatMap(({ valueCoding }) =>
        valueCoding?.code === undefined ? [] : [{ code: valueCoding.code, at: period.start }],
      ),
    );
    const wanted = wantedEvents(type, isEnded);
    return wanted.flatMap((code) => {
      const timeInPeriod = code === STAY_EVENT.admitted || code === STAY_EVENT.discharged;
      const told = kept.find((one) => partOf(one, 'event')?.valueCoding?.code === code);
      if (known.has(code) && told !== undefined) {
        return [timeInPeriod ? withoutTime(told) : told];
      }
      const at = timeInPeriod ? undefined : stages.findLast((stage) => stage.code === code)?.at;
      const stands = code === STAY_EVENT.admitted ? stay.period?.start : stay.period?.end;
      return (timeInPeriod ? stands : at) === undefined ? [] : [timedEvent(code, at)];
    });
  }

  /** Who answers for the content: the clinician in charge, else the coordinator of the pathway. */
  #responsible(): readonly PractitionerRole[] {
    const role =
      this.#source.roleNamed(this.#plan, 'responsible-clinician') ??
      this.#source.roleNamed(this.#plan, 'pathway-coordinator');
    return role === undefined ? [] : [role];
  }

  #text(): PlanText {
    const source = this.#source;
    const nameOf = (reference: string | undefined): string | undefined => {
      const found = source.resolve(reference);
      const person = source.withPerson(found).find(({ resourceType }) => resourceType !== 'PractitionerRole');
      return person === undefined ? undefined : personText([person]);
    };
    const people = (source.teamOf(this.#plan)?.participant ?? []).flatMap(({ role = [], member, period }) => {
      const text = personText(source.withPerson(source.resolve(member?.reference)).toReversed());
      const roles = role.map(conceptText).join(', ');
      return text === undefined || period?.end !== undefined ? [] : [`${roles}: ${text}`];
    });
    return planText(this.#plan, source.tasksOf(this.#plan), source.referralsOf(this.#plan), nameOf, people);
  }

  #title(): string {
    const { title, category = [] } = this.#plan;
    return title ?? category.map(conceptText).join(', ');
  }

  #note(list: number, code: string, display: string, lines: readonly string[]): string {
    const observation: Observation = {
      resourceType: 'Observation',
      meta: { tag: [{ system: MESSAGE_CLASS, code: 'Journaltekst' }] },
      status: 'unknown',
      code: concept(list, code, display),
      subject: this.#patientReference(),
      valueString: lines.join('\n'),
    };
    return this.#add(`Observation|${code}`, observation);
  }

  #patientReference(): { reference: string } {
    return { reference: this.#source.urlOf(this.#patient) };
  }

  #setMain(event: string, main: Resource): void {
    this.#event = event;
    this.#main = this.#add('main', main);
  }

  #add(key: string, resource: Resource): string {
    const fullUrl = `urn:uuid:${uuidOf(`${this.#id}|${key}`)}`;
    this.#entries.set(fullUrl, resource);
    return fullUrl;
  }

  #keep(resource: Resource): string {
    const url = this.#source.urlOf(resource);
    this.#entries.set(url, resource);
    return url;
  }

  #keepUnit(unit: Organization): void {
    this.#keep(unit);
    const around = this.#source.resolveAs<Organization>('Organization', unit.partOf?.reference);
    if (around !== undefined && !this.#entries.has(this.#source.urlOf(around))) {
      this.#keepUnit(around);
    }
  }

  /** A professional; the roles of ours mean nothing to a receiver, and stand in the text. */
  #keepRole(role: PractitionerRole): string {
    for (const resource of this.#source.withPerson(role)) {
      this.#keep(resource);
    }
    const organization = this.#source.resolveAs<Organization>('Organization', role.organization?.reference);
    if (organization !== undefined) {
      this.#keepUnit(organization);
    }
    const code = (role.code ?? []).filter((one) => one.coding?.some(({ system }) => system === volven(9034)));
    const kept: PractitionerRole = { ...role, code };
    if (code.length === 0) {
      delete kept.code;
    }
    const url = this.#source.urlOf(role);
    this.#entries.set(url, kept);
    return url;
  }
}

/** Events of list 9121 that a message has to tell (HIS 1144, 1148, 1149:2014). */
function wantedEvents(type: string, isEnded: boolean): readonly string[] {
  switch (type) {
    case 'LOG_UTSKREVET':
      return [STAY_EVENT.discharged];
    case 'LOG_UTSKRIVNINGSKLAR':
      return [STAY_EVENT.admitted, STAY_EVENT.ready];
    case 'LOG_AVMELDING':
      return [STAY_EVENT.withdrawn];
    case 'LOG_INNLAGT':
      return [STAY_EVENT.admitted];
    default:
      return isEnded ? [STAY_EVENT.admitted, STAY_EVENT.discharged] : [STAY_EVENT.admitted, STAY_EVENT.ready];
  }
}

const EVENT_DISPLAY: Readonly<Record<string, string>> = {
  [STAY_EVENT.admitted]: 'Pasient innlagt',
  [STAY_EVENT.discharged]: 'Pasient utskrevet',
  [STAY_EVENT.ready]: 'Pasient utskrivningsklar',
  [STAY_EVENT.withdrawn]: 'Avmelding av utskrivningsklar pasient',
};

function timedEvent(code: string, at: string | undefined): Extension {
  return {
    url: extensionUrl('timed-event'),
    extension: [
      { url: 'event', valueCoding: coding(9121, code, EVENT_DISPLAY[code] ?? code) },
      ...(at === undefined ? [] : [{ url: 'time', valueDateTime: at }]),
      { url: 'estimate', valueBoolean: false },
    ],
  };
}

function withoutTime(event: Extension): Extension {
  return { ...event, extension: (event.extension ?? []).filter(({ url }) => url !== 'time') };
}

function partOf({ extension = [] }: Extension, name: string): Extension | undefined {
  return extension.find(({ url }) => url === name);
}

function noteRole(role: Coding | undefined, professional: string): Extension {
  return {
    url: extensionUrl('note-role'),
    extension: [
      ...(role === undefined ? [] : [{ url: 'roleToPatient', valueCoding: role }]),
      { url: 'professional', valueReference: { reference: professional } },
    ],
  };
}

function sectionOf(code: string, title: string, entries: readonly string[]): CompositionSection {
  return {
    title,
    code: { coding: [{ system: SECTION, code }] },
    ...(entries.length === 0 ? {} : { entry: entries.map((reference) => ({ reference })) }),
  };
}
