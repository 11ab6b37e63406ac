import type {
  CarePlan,
  CodeableConcept,
  Extension,
  Resource,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import { extensionUrl } from '../../../fhir/systems.ts';

/** What of a pathway a person is to read, in Norwegian, a line each. */
export interface PlanText {
  /** How it stands. */
  readonly status: readonly string[];
  /** What is to come. */
  readonly expected: readonly string[];
}

const PLAN_STATUS: Readonly<Record<string, string>> = {
  draft: 'ikke startet',
  active: 'pågår',
  'on-hold': 'satt på vent',
  completed: 'avsluttet',
  revoked: 'trukket tilbake',
  unknown: 'ukjent status',
};

const TASK_STATUS: Readonly<Record<string, string>> = {
  requested: 'forventet',
  completed: 'utført',
  cancelled: 'utgår',
  'in-progress': 'pågår',
  accepted: 'akseptert',
  rejected: 'avslått',
};

/** List of statuses of an activity in FHIR → words. */
const ACTIVITY_STATUS: Readonly<Record<string, string>> = {
  'not-started': 'ikke startet',
  'in-progress': 'pågår',
  completed: 'utført',
  cancelled: 'ikke aktuelt',
  scheduled: 'avtalt',
};

/** The plan, its Tasks and its referral as text; the people of the team are named apart. */
export function planText(
  plan: CarePlan,
  tasks: readonly Task[],
  referrals: readonly ServiceRequest[],
  nameOf: (reference: string | undefined) => string | undefined,
  people: readonly string[],
): PlanText {
  const shown = tasks.filter(({ status }) => status !== 'entered-in-error');
  const done = shown.filter(({ status }) => status !== 'requested');
  const due = shown.filter(({ status }) => status === 'requested');
  const topics = (plan.activity ?? []).flatMap(({ detail }) => {
    const text = detail?.code === undefined ? undefined : conceptText(detail.code);
    const status = ACTIVITY_STATUS[detail?.status ?? ''];
    return text === undefined || status === undefined
      ? []
      : [`${text}: ${status}${detail?.description === undefined ? '' : ` (${detail.description})`}`];
  });
  const categories = (plan.category ?? []).map(conceptText).join(', ');
  return {
    status: [
      `Pasientforløp: ${[categories, plan.title].filter((text, index, all) => text !== undefined && text !== '' && !all.slice(0, index).some((other) => other?.includes(text))).join(', ')}`,
      ...(plan.description === undefined ? [] : [plan.description]),
      `Status: ${PLAN_STATUS[plan.status] ?? plan.status}`,
      ...periodLine('Forløpsperiode', plan.period),
      ...firstTrustLines(plan),
      ...(plan.author === undefined ? [] : line('Ansvarlig virksomhet', nameOf(plan.author.reference))),
      ...people,
      ...referrals.flatMap((referral) => referralLines(referral)),
      ...done.map((task) => taskLine(task, nameOf)),
      ...topics,
      ...(plan.note ?? []).map(({ text }) => text),
      ...(plan.identifier ?? []).flatMap(({ value }) => line('Forløpets id', value)),
    ],
    expected: due.map((task) => taskLine(task, nameOf)),
  };
}

function line(label: string, value: string | undefined): readonly string[] {
  return value === undefined || value === '' ? [] : [`${label}: ${value}`];
}

function firstTrustLines({ extension = [] }: CarePlan): readonly string[] {
  const first = extension.find(({ url }) => url === extensionUrl('first-trust'));
  const part = (name: string): Extension | undefined => first?.extension?.find(({ url }) => url === name);
  return [
    ...line('Forløpet startet ved', part('name')?.valueString),
    ...line('Startdato der', part('startDate')?.valueDate),
  ];
}

function referralLines(request: ServiceRequest): readonly string[] {
  return [
    ...line('Henvist', day(request.authoredOn)),
    ...(request.reasonCode ?? []).map((reason) => `Henvisningsårsak: ${conceptText(reason)}`),
    ...(request.note ?? []).map(({ text }) => text),
  ];
}

function taskLine(task: Task, nameOf: (reference: string | undefined) => string | undefined): string {
  const outcome = (task.output ?? []).flatMap(({ valueCodeableConcept }) =>
    valueCodeableConcept === undefined ? [] : [conceptText(valueCodeableConcept)],
  );
  const deadline = task.restriction?.period?.end;
  return [
    `${task.code === undefined ? 'Oppgave' : conceptText(task.code)}: ${TASK_STATUS[task.status] ?? task.status}`,
    ...(task.executionPeriod?.start === undefined ? [] : [day(task.executionPeriod.start) ?? '']),
    ...outcome.map((text) => `utfall ${text}`),
    ...(deadline === undefined ? [] : [`frist ${day(deadline) ?? ''}`]),
    ...(task.status === 'requested' && deadline === undefined ? ['frist ikke kjent'] : []),
    ...(task.description === undefined ? [] : [task.description]),
    ...line('ansvarlig', nameOf(task.owner?.reference)),
    ...(task.note ?? []).map(({ text }) => text),
  ].join(', ');
}

function periodLine(label: string, period: CarePlan['period']): readonly string[] {
  return period === undefined
    ? []
    : [`${label}: ${day(period.start) ?? '?'} – ${day(period.end) ?? ''}`.trim()];
}

/** A day, or a day and the time of it as stated. */
export function day(time: string | undefined): string | undefined {
  return time?.slice(0, 16).replace('T', ' ');
}

/** Every coding with its text and its code, as they are in use beside each other. */
export function conceptText({ coding = [], text }: CodeableConcept): string {
  const codes = coding.map(({ display, code }) =>
    display === undefined ? (code ?? '') : code === undefined ? display : `${display} (${code})`,
  );
  return [...(text === undefined ? [] : [text]), ...codes].join(' / ');
}

/** Name and telephone of somebody in the team. */
export function personText(resources: readonly Resource[]): string | undefined {
  const [name] = resources.flatMap((resource) => {
    if (resource.resourceType === 'Practitioner' || resource.resourceType === 'RelatedPerson') {
      const [stated] = resource.name ?? [];
      const parts = [...(stated?.given ?? []), stated?.family].filter((part) => part !== undefined);
      return [stated?.text ?? parts.join(' ')];
    }
    return resource.resourceType === 'Organization' && resource.name !== undefined ? [resource.name] : [];
  });
  const contact = resources.flatMap((resource) => {
    const telecom: unknown = Reflect.get(resource, 'telecom');
    return Array.isArray(telecom)
      ? (telecom as readonly { value?: string }[]).flatMap(({ value }) => value ?? [])
      : [];
  });
  return name === undefined || name === '' ? undefined : [name, ...new Set(contact)].join(', ');
}
