import { FORLOPSBRO } from '../../fhir/systems.ts';
import { followUpTask, type Derived, type FollowUp } from '../../mapping/message/derived.ts';
import { stayTasks } from '../../mapping/message/stay/stayTasks.ts';
import type { UnitOfWork } from '../../store/store.ts';
import type { Exchange } from '../exchange.ts';
import { isOfKind } from './asked.ts';
import { createPlanChoice, pathwayPlansOf, type PlanChoice } from './carePlansOfPatient.ts';
import { inOrder } from './documentThread.ts';
import { endRecordedStays } from './endRecordedStays.ts';
import { followAsked } from './followAsked.ts';
import { linkLetters } from './linkLetters.ts';
import { type ThreadMessage } from './messageFacts.ts';
import { municipalTeam, storeLayers } from './municipalLayers.ts';
import { messagesInForce } from './patientThread.ts';
import { readThread } from './readThread.ts';
import { storeDeath } from './storeDeath.ts';
import { storeDerived } from './storeDerived.ts';
import { assignedStays, storeStays, type StoredStay } from './storedStays.ts';

/** Which messages somebody has to decide about; ids, by what is to be decided. */
export interface OpenQuestions {
  readonly stay: ReadonlySet<string>;
  readonly pathway: ReadonlySet<string>;
  /** Those that tell of a pathway where the patient has none that runs. */
  readonly withoutPathway: ReadonlySet<string>;
  /** Those that tell the status of a referral that has not come. */
  readonly referral: ReadonlySet<string>;
}

const MESSAGE = `${FORLOPSBRO}/sid/message`;

/**
 * What follows for a patient from all messages together: the time of death, what became of referrals and requests, the
 * Tasks of each stay, what the municipality adds to plan and team, and what has to be decided or waited for. It follows from the messages that have
 * come, not from the order in which they came, and is done anew whenever a message or a record of the patient comes.
 */
export async function followPatient(
  exchange: Pick<Exchange, 'terminology' | 'newId'>,
  unit: UnitOfWork,
  patient: string,
): Promise<OpenQuestions> {
  const found = await readThread(unit, { patient });
  if (patient === '' || found.length === 0) {
    return { stay: new Set(), pathway: new Set(), withoutPathway: new Set(), referral: new Set() };
  }
  const linked = await linkLetters(unit, found);
  const relinked = new Set(linked.filter((message, index) => message !== found[index]));
  const placed =
    relinked.size > 0 ? await storeStays(unit, linked, (message) => relinked.has(message)) : linked;
  const messages = await followAsked(unit, exchange.terminology, placed);
  const inForce = messagesInForce(messages);
  await storeDeath(unit, patient, messages, inForce);
  await endRecordedStays(unit, patient, messages, inForce);
  const { stays, unclear } = assignedStays(messages);
  const plans = await pathwayPlansOf(unit, patient);
  const news = inOrder(messages).filter((message) => inForce.has(message) && message.facts.municipal);
  const choosePlan = await createPlanChoice(unit, plans, messages);
  const planOf = ({ conversation, parent, facts }: ThreadMessage): PlanChoice =>
    choosePlan({ conversation, parent, organisations: facts.organisations ?? [] });
  const choices = news.map((message) => ({ message, choice: planOf(message) }));
  const messageOf = new Map(
    messages.flatMap((message) => message.facts.notices.map((notice) => [notice, message] as const)),
  );
  const questions: OpenQuestions = {
    stay: new Set(unclear.map(({ messageId }) => messageId)),
    pathway: idsOf(choices, 'several'),
    withoutPathway: idsOf(choices, 'none'),
    referral: new Set(
      messages
        .filter((message) => isOfKind(message, 'status') && message.state === 'waiting')
        .map(({ messageId }) => messageId),
    ),
  };
  const texts = exchange.terminology;
  const taskSets = stays.map((stay) => {
    const [oldest] = stay.notices.flatMap(({ notice }) => messageOf.get(notice) ?? []);
    const chosen = oldest === undefined ? undefined : planOf(oldest);
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
