import type { Bundle, CarePlan, Encounter, OperationOutcome, Task } from '@medplum/fhirtypes';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../app.ts';
import { readSettings } from '../config.ts';
import { CODE_SYSTEM } from '../fhir/systems.ts';
import { createLogger } from '../http/logging.ts';
import type { PathwayRecord } from '../pathway/record.ts';
import type { MessageAccount } from '../exchange/account.ts';

/** The account as it is served: in one language. */
type ServedAccount = Omit<MessageAccount, 'findings'> & {
  readonly findings: readonly {
    readonly severity: string;
    readonly code: string;
    readonly message: string;
  }[];
};

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

/** Sends every journey and every message of examples/ to an instance of its own, over HTTP, and tells what they made. */
export async function runDemo(print: (line: string) => void = (line) => console.log(line)): Promise<void> {
  const databaseFolder = await mkdtemp(join(tmpdir(), 'forlopsbro-demo-'));
  const settings = readSettings({
    DATABASE_URL: `sqlite:${join(databaseFolder, 'demo.db')}`,
    PORT: '0',
    LOG_LEVEL: 'silent',
  });
  // Each record is sent as on the day it was made, so that what was due then is not overdue now.
  const clock = { day: new Date() };
  const app = await buildApp({ settings, logger: createLogger(settings.logLevel), now: () => clock.day });
  try {
    const service = new Service(await app.listen({ host: settings.host, port: settings.port }));
    for (const journey of await foldersOf(join(EXAMPLES, 'journeys'))) {
      await sendJourney(service, journey, clock, print);
    }
    clock.day = new Date();
    const folder = join(EXAMPLES, 'messages');
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.xml')).sort()) {
      await sendMessage(service, `messages/${name}`, await readFile(join(folder, name), 'utf8'), print);
    }
    const emergency = await readFile(join(folder, 'emergency-referral-unknown-patient.xml'), 'utf8');
    await sendMessage(
      service,
      'that is refused: an ordinary referral without a patient',
      asOrdinaryReferral(emergency),
      print,
    );
  } finally {
    await app.close();
    await rm(databaseFolder, { recursive: true, force: true });
  }
}

class Service {
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  async post(path: string, contentType: string, body: Uint8Array): Promise<{ status: number; text: string }> {
    const response = await fetch(`${this.#address}${path}`, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: new Uint8Array(body),
    });
    return { status: response.status, text: await response.text() };
  }

  async get<T>(path: string): Promise<T> {
    return (await (await fetch(`${this.#address}${path}`)).json()) as T;
  }

  async search<T>(query: string): Promise<readonly T[]> {
    const { entry = [] } = await this.get<Bundle>(`/fhir/${query}`);
    return entry.filter(({ search }) => search?.mode !== 'outcome').map(({ resource }) => resource as T);
  }
}

async function foldersOf(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(path, name))
    .sort();
}

async function sendJourney(
  service: Service,
  folder: string,
  clock: { day: Date },
  print: (line: string) => void,
): Promise<void> {
  print(`\nJourney ${folder.slice(EXAMPLES.length)}`);
  const carePlans = new Set<string>();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
    const record = await readFile(join(folder, file));
    clock.day = new Date((JSON.parse(record.toString('utf8')) as PathwayRecord).recordedAt);
    const { status, text } = await service.post('/pathways', 'application/json', record);
    const answer = JSON.parse(text) as Bundle | OperationOutcome;
    const entries = answer.resourceType === 'Bundle' ? (answer.entry ?? []) : [];
    for (const { response } of entries) {
      const location = response?.location ?? '';
      if (location.startsWith('CarePlan/')) {
        carePlans.add(location.split('/')[1] ?? '');
      }
    }
    const created = entries.filter(({ response }) => response?.status.startsWith('201') === true).length;
    print(`  ${file}: ${status}, ${created} created, ${entries.length - created} updated or unchanged`);
    for (const { response } of entries) {
      printFindings(response?.outcome, print);
    }
    if (answer.resourceType === 'OperationOutcome') {
      printFindings(answer, print);
    }
  }
  for (const id of carePlans) {
    await printCarePlan(service, id, print);
  }
}

async function printCarePlan(service: Service, id: string, print: (line: string) => void): Promise<void> {
  const plan = await service.get<CarePlan>(`/fhir/CarePlan/${id}`);
  const period = [plan.period?.start, plan.period?.end].map((date) => date ?? '…').join(' to ');
  print(
    `  CarePlan ${plan.category?.[0]?.coding?.[0]?.code ?? ''} ${plan.title ?? ''}: ${plan.status}, ${period}`,
  );
  const tasks = await service.search<Task>(`Task?based-on=CarePlan/${id}&_count=100`);
  for (const task of tasks.toSorted((one, other) => dateOf(one).localeCompare(dateOf(other)))) {
    print(`    Task ${task.status.padEnd(16)} ${dateOf(task).padEnd(10)} ${nameOf(task)}`);
  }
  const referral = plan.supportingInfo?.find(
    ({ reference }) => reference?.startsWith('ServiceRequest/') === true,
  );
  const contacts =
    referral?.reference === undefined
      ? []
      : await service.search<Encounter>(`Encounter?based-on=${referral.reference}&_sort=date&_count=100`);
  for (const contact of contacts) {
    print(
      `    Encounter ${contact.class.code ?? ''} ${contact.status.padEnd(12)} ${(contact.period?.start ?? '').slice(0, 10)}`,
    );
  }
}

function dateOf(task: Task): string {
  return (task.executionPeriod?.start ?? task.restriction?.period?.end ?? '').slice(0, 10);
}

function nameOf(task: Task): string {
  const codings = task.code?.coding ?? [];
  const coding = codings.find(({ system }) => system === CODE_SYSTEM.combinedCode) ?? codings[0];
  const due =
    task.status === 'requested'
      ? task.restriction?.period?.end === undefined
        ? ' (due, no deadline known)'
        : ' (deadline)'
      : '';
  return `${coding?.code ?? task.code?.text ?? ''} ${coding?.display ?? ''}${due}`;
}

async function sendMessage(
  service: Service,
  name: string,
  text: string,
  print: (line: string) => void,
): Promise<void> {
  print(`\nMessage ${name}`);
  const answer = await service.post('/messages', 'application/xml', Buffer.from(text));
  const verdict = /<Status [^>]*>/.exec(answer.text)?.[0] ?? answer.text;
  const errors = [...answer.text.matchAll(/<Error [^>]*>/g)].map(([error]) => error);
  const messageId = /<MsgId>([^<]*)<\/MsgId>/.exec(text)?.[1];
  if (messageId === undefined) {
    print(`  ${answer.status}, an acknowledgement, which is not acknowledged`);
    return;
  }
  print(`  ${answer.status}, AppRec ${[verdict, ...errors].join(' ')}`);
  const account = await service.get<ServedAccount>(`/messages/${encodeURIComponent(messageId)}`);
  const counts = new Map<string, number>();
  for (const { reference } of account.resources) {
    const type = reference.split('/')[0] ?? '';
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  print(
    counts.size === 0
      ? '  nothing was stored'
      : `  became ${[...counts].map(([type, count]) => `${count} ${type}`).join(', ')}`,
  );
  for (const { severity, code, message } of account.findings) {
    print(`  ${severity} ${code}: ${message}`);
  }
  for (const { reference } of account.resources.filter((resource) =>
    resource.reference.startsWith('CarePlan/'),
  )) {
    await printCarePlan(service, reference.slice('CarePlan/'.length), print);
  }
}

/** The emergency of an unknown patient as an ordinary referral: then the patient must be known (E36). */
function asOrdinaryReferral(emergency: string): string {
  return emergency
    .replace(/<MsgId>[^<]*<\/MsgId>/, '<MsgId>0f9a5c1e-6f0b-4d0e-9f57-2b6a1c3d4e5f</MsgId>')
    .replace(/<(\w+:)?Priority V="0"[^>]*>/, '<$1Priority V="N" DN="Elektiv/Ordinær (elektiv)"/>');
}

function printFindings(outcome: OperationOutcome | undefined, print: (line: string) => void): void {
  for (const { severity, details } of outcome?.issue ?? []) {
    print(`    ${severity} ${details?.coding?.[0]?.code ?? ''}: ${details?.text ?? ''}`);
  }
}
