import type { Task } from '@medplum/fhirtypes';
import { FORLOPSBRO } from '../../../fhir/systems.ts';
import type { CodeTexts } from '../../coding.ts';
import { followUpTask, type Derived, type FollowUp } from '../derived.ts';
import { holding, type TiedNotice } from './assignStays.ts';
import type { NoticeKind } from './stayNotice.ts';

export interface StayTasksContext {
  readonly texts: CodeTexts;
  readonly patient: string;
  /** Reference of the stored stay. */
  readonly stay: string;
  /** Pathways that the stay is known to belong to. */
  readonly carePlans: readonly string[];
  /** References of what answers a Task of the stay, by its code. */
  readonly answers: Readonly<Partial<Record<FollowUp, readonly string[]>>>;
}

/** Which notice makes which Task. */
const FOLLOWS: readonly { readonly code: FollowUp; readonly after: readonly NoticeKind[] }[] = [
  // HIS 1149:2014, 3.2: so that the municipality can send an admission report to the sender.
  { code: 'admission-report', after: ['admitted'] },
  // HIS 1077:2017, 3.1 and list 7322, 7.
  { code: 'ready-for-discharge-reply', after: ['ready'] },
  { code: 'coordination-meeting', after: ['ready', 'discharged'] },
  { code: 'follow-up-plan', after: ['ready', 'discharged'] },
];

/**
 * The Tasks that follow from a stay, each once however many notices there are: taken back when the patient is no longer
 * ready for discharge, dies, or the notices are cancelled; completed when what they ask for has come.
 */
export function stayTasks(notices: readonly TiedNotice[], context: StayTasksContext): readonly Derived[] {
  const told = notices.filter(({ notice }) => notice.kind !== 'letter' && notice.kind !== 'report');
  return FOLLOWS.flatMap(({ code, after }) => {
    const makers = told.filter(({ notice }) => after.includes(notice.kind));
    const maker = holding(makers).at(-1) ?? makers.at(-1);
    if (maker === undefined) {
      return [];
    }
    const { sender, receiver } = maker.notice;
    const output = context.answers[code] ?? [];
    return [
      followUpTask(context.texts, {
        code,
        of: { system: `${FORLOPSBRO}/sid/stay`, value: context.stay },
        status: statusOf(code, after, told, output.length > 0),
        patient: context.patient,
        focus: context.stay,
        encounter: context.stay,
        basedOn: context.carePlans,
        ...(sender === undefined ? {} : { requester: sender }),
        ...(receiver === undefined ? {} : { owner: receiver }),
        authoredOn: new Date(maker.madeAt).toISOString(),
        output,
      }),
    ];
  });
}

function statusOf(
  code: FollowUp,
  after: readonly NoticeKind[],
  told: readonly TiedNotice[],
  isAnswered: boolean,
): Task['status'] {
  const held = holding(told);
  const isAsked = held.some(({ notice }) => after.includes(notice.kind));
  const last = held.findLast(({ notice }) => notice.kind !== 'admitted')?.notice.kind;
  const isOff = !isAsked || last === 'dead' || (code !== 'admission-report' && last === 'withdrawn');
  if (isOff) {
    return 'cancelled';
  }
  return isAnswered ? 'completed' : 'requested';
}
