import { isDeepStrictEqual } from 'node:util';
import type { CarePlan, CareTeam, Coding, Patient, Resource } from '@medplum/fhirtypes';
import type { WithId } from '@medplum/core';
import { FORLOPSBRO } from '../../fhir/systems.ts';
import { careRole } from '../../mapping/careRole.ts';
import { derivedIdentifier } from '../../mapping/identity.ts';
import { followUpTask, type Derived, type FollowUp } from '../../mapping/message/derived.ts';
import {
  layerPlan,
  layerTeam,
  type LayerMember,
  type TeamLayer,
} from '../../mapping/message/municipal/municipalLayer.ts';
import type { MunicipalNews, TeamMember } from '../../mapping/message/municipal/municipalNews.ts';
import { stayTasks } from '../../mapping/message/stay/stayTasks.ts';
import type { UnitOfWork } from '../../store/store.ts';
import type { Exchange } from '../exchange.ts';
import { createPlanChoice, pathwayPlansOf, type PlanChoice } from './carePlansOfPatient.ts';
import { inOrder } from './documentThread.ts';
import { endRecordedStays } from './endRecordedStays.ts';
import { linkLetters } from './linkLetters.ts';
import { type ThreadMessage } from './messageFacts.ts';
import { messagesInForce } from './patientThread.ts';
import { readThread } from './readThread.ts';
import { storeDerived } from './storeDerived.ts';
import { staysOf, storeStays, unclearNoticesOf, type StoredStay } from './storedStays.ts';

/** Which messages somebody has to decide about; ids, by what is to be decided. */
export interface OpenQuestions {
  readonly stay: ReadonlySet<string>;
  readonly pathway: ReadonlySet<string>;
  /** Those that tell of a pathway where the patient has none that runs. */
  readonly withoutPathway: ReadonlySet<string>;
}

const MESSAGE = `${FORLOPSBRO}/sid/message`;

/**
 * What follows for a patient from all messages together: the time of death, the Tasks of each stay, what the
 * municipality adds to plan and team, and what has to be decided or waited for. It follows from the messages that have
 * come, not from the order in which they came, and is done anew whenever a message or a record of the patient comes.
 */
export async function followPatient(
  exchange: Pick<Exchange, 'terminology' | 'newId'>,
  unit: UnitOfWork,
  patient: string,
): Promise<OpenQuestions> {
  const found = await readThread(unit, { patient });
  if (patient === '' || found.length === 0) {
    return { stay: new Set(), pathway: new Set(), withoutPathway: new Set() };
  }
  const linked = await linkLetters(unit, found);
  const relinked = new Set(linked.filter((message, index) => message !== found[index]));
  const messages =
    relinked.size > 0 ? await storeStays(unit, linked, (message) => relinked.has(message)) : linked;
  const inForce = messagesInForce(messages);
  await storeDeath(unit, patient, messages, inForce);
  await endRecordedStays(unit, patient, messages, inForce);
  const stays = staysOf(messages);
  const plans = await pathwayPlansOf(unit, patient);
  const news = inOrder(messages).filter((message) => inForce.has(message) && message.facts.municipal);
  const choosePlan = createPlanChoice(plans, messages);
  const choices = news.map((message) => ({ message, choice: choosePlan(message) }));
  const questions: OpenQuestions = {
    stay: new Set(unclearNoticesOf(messages).map(({ messageId }) => messageId)),
    pathway: idsOf(choices, 'several'),
    withoutPathway: idsOf(choices, 'none'),
  };
  const texts = exchange.terminology;
  const taskSets = stays.map((stay) => {
    const [chosen] = stay.notices.map(choosePlan);
    const plan = chosen?.kind === 'one' ? chosen.plan : undefined;
    const tasks = stayTasks(stay.notices, {
      texts,
      patient,
      stay: stay.reference,
      carePlans: plan === undefined ? [] : [`CarePlan/${plan.id}`],
      answers: answersTo(stay, stays, news),
    });
    return { plan, tasks };
  });
  const teams = plans.map((plan) => municipalTeam(plan, patient, choices));
  const stored = await storeDerived(
    unit,
    patient,
    [
      ...taskSets.flatMap(({ tasks }) => tasks),
      ...messages.flatMap((message) => questionsOf(message, questions, texts)),
      ...teams.flatMap((team) => team ?? []),
    ],
    exchange.newId,
  );
  for (const [index, plan] of plans.entries()) {
    const told = choices.filter(({ choice }) => choice.kind === 'one' && choice.plan.id === plan.id);
    const tasks = taskSets
      .filter((set) => set.plan?.id === plan.id)
      .flatMap((set) => set.tasks.flatMap(({ identity }) => stored.get(identity.value) ?? []));
    const ownTeam = teams[index];
    await storeLayers(
      unit,
      texts,
      plan,
      told.map(({ message }) => message),
      tasks,
      ownTeam === undefined ? undefined : stored.get(ownTeam.identity.value),
    );
  }
  return questions;
}

function idsOf(
  choices: readonly { readonly message: ThreadMessage; readonly choice: { readonly kind: string } }[],
  kind: 'several' | 'none',
): ReadonlySet<string> {
  return new Set(
    choices.filter(({ choice }) => choice.kind === kind).map(({ message }) => message.messageId),
  );
}

/** The time of death as the last message that holds tells it; taken away when none holds any more. */
async function storeDeath(
  unit: UnitOfWork,
  patient: string,
  messages: readonly ThreadMessage[],
  inForce: ReadonlySet<ThreadMessage>,
): Promise<void> {
  const told = inOrder(messages).filter(({ facts }) => facts.death !== undefined);
  if (told.length === 0) {
    return;
  }
  const death = told.findLast((message) => inForce.has(message))?.facts.death;
  const id = patient.slice('Patient/'.length);
  const stored = await unit.read('Patient', id);
  if (stored?.resourceType !== 'Patient') {
    return;
  }
  const changed = { ...stored } as Record<string, unknown>;
  delete changed.deceasedDateTime;
  delete changed._deceasedDateTime;
  if (death !== undefined) {
    delete changed.deceasedBoolean;
    changed.deceasedDateTime = death.deceasedDateTime;
    if (death.precision !== undefined) {
      changed._deceasedDateTime = death.precision;
    }
  }
  await unit.putReceived({ ...(changed as unknown as Patient), id });
}

/** What answers the Tasks of a stay: it names a message of the stay, or there is one stay only that asks for it. */
function answersTo(
  stay: StoredStay,
  stays: readonly StoredStay[],
  news: readonly ThreadMessage[],
): Readonly<Partial<Record<FollowUp, readonly string[]>>> {
  const answers: Partial<Record<FollowUp, readonly string[]>> = {};
  for (const { facts, conversation, parent } of news) {
    const code = facts.municipal?.answers;
    const kind = code === 'admission-report' ? 'admitted' : 'ready';
    if (code === undefined) {
      continue;
    }
    const asking = stays.filter(({ notices }) =>
      notices.some(({ holds, notice }) => holds && notice.kind === kind),
    );
    const named = stays.filter(({ notices }) =>
      notices.some(
        (tied) =>
          [conversation, parent].includes(tied.messageId) ||
          (conversation !== '' && tied.conversation === conversation),
      ),
    );
    const candidates = named.length > 0 ? named : asking;
    if (candidates.length === 1 && candidates[0] === stay) {
      answers[code] = [...(answers[code] ?? []), ...(facts.municipal?.content.slice(0, 1) ?? [])];
    }
  }
  return answers;
}

/** What a message waits for, or what somebody has to decide about it, as a Task that can be searched for. */
function questionsOf(
  message: ThreadMessage,
  questions: OpenQuestions,
  texts: Exchange['terminology'],
): readonly Derived[] {
  const { sender, messageId, patient, madeAt, state, facts } = message;
  const asked: readonly FollowUp[] = [
    ...(state === 'waiting' ? (['await-original'] as const) : []),
    ...(questions.stay.has(messageId) ? (['choose-stay'] as const) : []),
    ...(questions.pathway.has(messageId) ? (['choose-pathway'] as const) : []),
  ];
  return asked.map((code) =>
    followUpTask(texts, {
      code,
      of: { system: MESSAGE, value: `${sender}|${messageId}` },
      status: 'requested',
      patient,
      ...(facts.main === undefined ? {} : { focus: facts.main }),
      authoredOn: new Date(madeAt).toISOString(),
    }),
  );
}

type Choices = readonly {
  readonly message: ThreadMessage;
  readonly choice: PlanChoice;
}[];

/** A team for the plan that has none, as soon as a message names somebody. */
function municipalTeam(plan: WithId<CarePlan>, patient: string, choices: Choices): Derived | undefined {
  const hasOwn = (plan.careTeam ?? []).some(({ id }) => id?.startsWith('message-') !== true);
  const names = choices.some(
    ({ message, choice }) =>
      choice.kind === 'one' &&
      choice.plan.id === plan.id &&
      (message.facts.municipal?.members.length ?? 0) +
        (message.facts.municipal?.sender === undefined ? 0 : 1) >
        0,
  );
  if (hasOwn || !names) {
    return undefined;
  }
  const identity = derivedIdentifier('municipal-team', { system: `${FORLOPSBRO}/sid/plan`, value: plan.id });
  const team: CareTeam = {
    resourceType: 'CareTeam',
    identifier: [{ ...identity }],
    status: 'active',
    subject: { reference: patient },
  };
  return { identity, resource: team };
}

async function storeLayers(
  unit: UnitOfWork,
  texts: Exchange['terminology'],
  plan: WithId<CarePlan>,
  told: readonly ThreadMessage[],
  tasks: readonly string[],
  ownTeam: string | undefined,
): Promise<void> {
  const news = told.flatMap(({ facts }) => facts.municipal ?? []);
  const recordedAt = (await unit.readAssertion(`CarePlan/${plan.id}`))?.assertedAt ?? 0;
  const individualPlan = told
    .flatMap(({ facts, madeAt }) =>
      facts.municipal?.individualPlan === undefined
        ? []
        : { ...facts.municipal.individualPlan, replacesFormer: madeAt > recordedAt },
    )
    .at(-1);
  const layered = layerPlan(plan, {
    content: news.flatMap(({ content }) => content),
    tasks,
    ...(individualPlan === undefined ? {} : { individualPlan }),
    ...(ownTeam === undefined ? {} : { careTeam: ownTeam }),
  });
  if (!isDeepStrictEqual(layered, plan)) {
    await unit.putReceived({ ...layered, id: plan.id });
  }
  const reference =
    plan.careTeam?.find(({ id }) => id?.startsWith('message-') !== true)?.reference ?? ownTeam;
  const id = reference?.slice('CareTeam/'.length);
  const team = id === undefined ? undefined : await unit.read('CareTeam', id);
  if (team?.resourceType === 'CareTeam' && id !== undefined) {
    const assertedAt = (await unit.readAssertion(`CareTeam/${id}`))?.assertedAt ?? 0;
    const layeredTeam: Resource = layerTeam(team, teamLayer(texts, told, assertedAt));
    if (!isDeepStrictEqual(layeredTeam, team)) {
      await unit.putReceived(Object.assign({}, layeredTeam, { id }));
    }
  }
}

function teamLayer(
  texts: Exchange['terminology'],
  told: readonly ThreadMessage[],
  recordedAt: number,
): TeamLayer {
  const members = new Map<string, LayerMember>();
  let coordinator: TeamLayer['coordinator'];
  for (const { facts, madeAt } of told) {
    const since = new Date(madeAt).toISOString();
    const { sender, members: named = [] }: Partial<MunicipalNews> = facts.municipal ?? {};
    for (const member of named) {
      const one: LayerMember = { reference: member.reference, roles: rolesOf(texts, member), since };
      if (member.isCoordinator) {
        coordinator = { ...one, replacesFormer: madeAt > recordedAt };
      } else {
        members.set(member.reference, one);
      }
    }
    if (sender !== undefined) {
      members.set(sender, { reference: sender, roles: [careRole(texts, 'municipal-service')], since });
    }
  }
  return { members: [...members.values()], ...(coordinator === undefined ? {} : { coordinator }) };
}

/** The roles as sent; the coordinator whom a municipality names is also the municipal coordinator of the pathway. */
function rolesOf(texts: Exchange['terminology'], { roles, isCoordinator }: TeamMember): LayerMember['roles'] {
  const sent = roles.map((role: Coding) => ({ coding: [role] }));
  return isCoordinator ? [...sent, careRole(texts, 'municipal-coordinator')] : sent;
}
