import { STAY_EVENT, timeOfEvent, type StayNotice } from './stayNotice.ts';

/** A notice with what ties it to others. */
export interface TiedNotice {
  readonly messageId: string;
  /** Ids of the first and the previous message of its conversation; empty where it names none. */
  readonly conversation: string;
  readonly parent: string;
  /** Key of the document. */
  readonly document: string;
  /** Identifiers of the enterprise that sent it. */
  readonly enterprise: readonly string[];
  /** Epoch milliseconds. */
  readonly madeAt: number;
  /** Whether what it says holds: not changed, cancelled or waiting. */
  readonly holds: boolean;
  readonly notice: StayNotice;
}

export interface Stay {
  /** Oldest first. */
  readonly notices: readonly TiedNotice[];
  /** Notices that could be of this stay or of another, and so were kept apart from both. */
  readonly unclear: readonly TiedNotice[];
}

interface OpenStay {
  notices: TiedNotice[];
  unclear: TiedNotice[];
}

/**
 * Which notices are of the same stay. The messages give a stay no number of its own. So: those of one conversation
 * (HIS 80704:2014, 4.1: from the second message on the reference is always given), and those of one document; else
 * those of the same enterprise and patient that tell the same time of admission; else, for a notice that does not
 * tell it, the one stay of the enterprise that is open at the time. Where more than one would do, none is taken.
 * The result follows from the notices alone, not from the order in which they came.
 *
 * @param notices of one patient, oldest first
 */
export function assignStays(notices: readonly TiedNotice[]): readonly Stay[] {
  const stays: OpenStay[] = [];
  for (const tied of notices) {
    const choice = tied.notice.kind === 'letter' ? stayOfLetter(tied, stays) : stayOfNotice(tied, stays);
    if (choice.stay !== undefined) {
      choice.stay.notices.push(tied);
    } else if (tied.notice.kind !== 'letter') {
      stays.push({ notices: [tied], unclear: choice.isUnclear ? [tied] : [] });
    } else if (choice.isUnclear) {
      stays.push({ notices: [], unclear: [tied] });
    }
  }
  return stays;
}

interface Choice {
  readonly stay?: OpenStay;
  readonly isUnclear: boolean;
}

const NEW_STAY: Choice = { isUnclear: false };
const UNCLEAR: Choice = { isUnclear: true };

function stayOfNotice(tied: TiedNotice, stays: readonly OpenStay[]): Choice {
  const sameDocument = stays.find(({ notices }) =>
    notices.some(({ document }) => document === tied.document),
  );
  if (sameDocument !== undefined) {
    return { stay: sameDocument, isUnclear: false };
  }
  const start = admissionOf(tied);
  const named = stays.find(({ notices }) => notices.some((other) => isTied(tied, other)));
  if (named !== undefined && !isAfterEnd(start, named)) {
    return { stay: named, isUnclear: false };
  }
  const ofEnterprise = stays.filter(({ notices }) => notices.some((other) => isSameEnterprise(tied, other)));
  if (start !== undefined) {
    const same = ofEnterprise.filter((stay) => isSameTime(start, startOf(stay)));
    const [only] = same;
    if (same.length === 1 && only !== undefined) {
      return { stay: only, isUnclear: false };
    }
    return same.length > 1 || (tied.notice.kind !== 'admitted' && ofEnterprise.some(isOpen))
      ? UNCLEAR
      : NEW_STAY;
  }
  const open = (tied.notice.kind === 'dead' ? stays : ofEnterprise).filter(isOpen);
  if (open.length > 0) {
    return onlyOf(open);
  }
  // After the stay has ended: a death, or the discharge told once more.
  const end = timeOfEvent(tied.notice.encounter, STAY_EVENT.discharged);
  const ended =
    tied.notice.kind === 'dead'
      ? ofEnterprise
      : ofEnterprise.filter(({ notices }) => end !== undefined && isSameTime(end, endOf(notices)));
  return ended.length === 1 ? onlyOf(ended) : NEW_STAY;
}

/** A letter belongs to a stay that notices have told of; it makes none. */
function stayOfLetter(tied: TiedNotice, stays: readonly OpenStay[]): Choice {
  const sameDocument = stays.find(({ notices }) =>
    notices.some(
      (other) => other.document === tied.document && other.notice.reference === tied.notice.reference,
    ),
  );
  if (sameDocument !== undefined) {
    return { stay: sameDocument, isUnclear: false };
  }
  const ofEnterprise = stays.filter(({ notices }) => notices.some((other) => isSameEnterprise(tied, other)));
  const { start } = tied.notice.encounter.period ?? {};
  const candidates =
    start === undefined
      ? ofEnterprise.filter(isOpen)
      : ofEnterprise.filter((stay) => isSameDay(start, startOf(stay)));
  if (candidates.length > 0) {
    return onlyOf(candidates);
  }
  const withoutStart = ofEnterprise.filter((stay) => startOf(stay) === undefined);
  return start === undefined || withoutStart.length === 0 ? NEW_STAY : UNCLEAR;
}

function onlyOf(stays: readonly OpenStay[]): Choice {
  const [only, another] = stays;
  return only !== undefined && another === undefined ? { stay: only, isUnclear: false } : UNCLEAR;
}

function isTied(one: TiedNotice, other: TiedNotice): boolean {
  const names = [one.conversation, one.parent].filter((id) => id !== '');
  return (
    names.includes(other.messageId) || (one.conversation !== '' && one.conversation === other.conversation)
  );
}

function isSameEnterprise(one: TiedNotice, other: TiedNotice): boolean {
  return one.enterprise.some((identifier) => other.enterprise.includes(identifier));
}

function admissionOf({ notice }: TiedNotice): string | undefined {
  return timeOfEvent(notice.encounter, STAY_EVENT.admitted);
}

function startOf({ notices }: OpenStay): string | undefined {
  return holding(notices)
    .map(
      (tied) =>
        admissionOf(tied) ??
        (tied.notice.kind === 'letter' ? tied.notice.encounter.period?.start : undefined),
    )
    .findLast((start) => start !== undefined);
}

/** The end of a stay as last told: of the discharge, of the letter, or by death. */
export function endOf(notices: readonly TiedNotice[]): string | undefined {
  return holding(notices)
    .flatMap(({ notice }) =>
      notice.kind === 'letter'
        ? (notice.encounter.period?.end ?? [])
        : (timeOfEvent(notice.encounter, STAY_EVENT.discharged) ?? []),
    )
    .at(-1);
}

const ENDS: ReadonlySet<string> = new Set(['discharged', 'dead', 'letter']);

export function holding(notices: readonly TiedNotice[]): readonly TiedNotice[] {
  return notices.filter(({ holds }) => holds);
}

function isOpen({ notices }: OpenStay): boolean {
  const held = holding(notices);
  return held.length > 0 && !held.some(({ notice }) => ENDS.has(notice.kind));
}

function isAfterEnd(start: string | undefined, stay: OpenStay): boolean {
  const end = endOf(stay.notices);
  return start !== undefined && end !== undefined && Date.parse(start) > Date.parse(end);
}

function isSameTime(one: string, other: string | undefined): boolean {
  return other !== undefined && (Date.parse(one) === Date.parse(other) || isDayOf(one, other));
}

/** One of the two is told as a day only. */
function isDayOf(one: string, other: string): boolean {
  return (one.length === 10 || other.length === 10) && isSameDay(one, other);
}

function isSameDay(one: string, other: string | undefined): boolean {
  return other !== undefined && one.slice(0, 10) === other.slice(0, 10);
}
