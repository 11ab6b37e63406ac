import { STAY_EVENT, timeOfEvent, type StayNotice } from './stayNotice.ts';
import { morePrecise } from './toldTime.ts';

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

/** A stay as its notices are found, with what the search for the stay of the next notice asks of it. */
class OpenStay implements Stay {
  readonly notices: TiedNotice[] = [];
  readonly unclear: readonly TiedNotice[];
  /** The time of admission and of the end as last told by what holds. */
  start: string | undefined;
  end: string | undefined;
  /** Whether something of it holds and nothing that holds has ended it. */
  isOpen = false;
  #hasEnded = false;
  readonly #documents = new Set<string>();
  readonly #letters = new Set<string>();
  readonly #messageIds = new Set<string>();
  readonly #conversations = new Set<string>();
  readonly #enterprise = new Set<string>();

  constructor(unclear: readonly TiedNotice[]) {
    this.unclear = unclear;
  }

  add(tied: TiedNotice): void {
    this.notices.push(tied);
    this.#documents.add(tied.document);
    this.#letters.add(letterKey(tied));
    this.#messageIds.add(tied.messageId);
    this.#conversations.add(tied.conversation);
    tied.enterprise.forEach((identifier) => this.#enterprise.add(identifier));
    if (tied.holds) {
      this.start = morePrecise(this.start, startToldBy(tied));
      this.end = morePrecise(this.end, endToldBy(tied));
      this.#hasEnded ||= endsStay(tied);
      this.isOpen = !this.#hasEnded;
    }
  }

  hasDocumentOf({ document }: TiedNotice): boolean {
    return this.#documents.has(document);
  }

  hasLetter(tied: TiedNotice): boolean {
    return this.#letters.has(letterKey(tied));
  }

  /** Whether the notice is of a conversation of the stay. */
  isNamedBy({ conversation, parent }: TiedNotice): boolean {
    return (
      (conversation !== '' &&
        (this.#messageIds.has(conversation) || this.#conversations.has(conversation))) ||
      (parent !== '' && this.#messageIds.has(parent))
    );
  }

  isOfEnterpriseOf({ enterprise }: TiedNotice): boolean {
    return enterprise.some((identifier) => this.#enterprise.has(identifier));
  }
}

/**
 * Which notices are of the same stay. The messages give a stay no number of its own. So: those of one conversation
 * (HIS 80704:2014, 4.1: from the second message on the reference is always given), and those of one document; else
 * those of the same enterprise and patient that tell the same time of admission; else, for a notice that does not
 * tell it, the one stay of the enterprise that is open at the time. Where more than one would do, none is taken.
 * A letter makes no stay, and a report only one of which it tells the admission. The result follows from the notices
 * alone, not from the order in which they came.
 *
 * @param notices of one patient, oldest first
 */
export function assignStays(notices: readonly TiedNotice[]): readonly Stay[] {
  const stays: OpenStay[] = [];
  for (const tied of notices) {
    const choice = tied.notice.kind === 'letter' ? stayOfLetter(tied, stays) : stayOfNotice(tied, stays);
    if (choice.stay !== undefined) {
      choice.stay.add(tied);
    } else if (makesStay(tied)) {
      const stay = new OpenStay(choice.isUnclear ? [tied] : []);
      stay.add(tied);
      stays.push(stay);
    } else if (choice.isUnclear) {
      stays.push(new OpenStay([tied]));
    }
  }
  return stays;
}

function makesStay(tied: TiedNotice): boolean {
  const { kind } = tied.notice;
  return kind !== 'letter' && (kind !== 'report' || admissionOf(tied) !== undefined);
}

interface Choice {
  readonly stay?: OpenStay;
  readonly isUnclear: boolean;
}

const NEW_STAY: Choice = { isUnclear: false };
const UNCLEAR: Choice = { isUnclear: true };

function stayOfNotice(tied: TiedNotice, stays: readonly OpenStay[]): Choice {
  const sameDocument = stays.find((stay) => stay.hasDocumentOf(tied));
  if (sameDocument !== undefined) {
    return { stay: sameDocument, isUnclear: false };
  }
  const start = admissionOf(tied);
  const named = stays.find((stay) => stay.isNamedBy(tied));
  if (named !== undefined && !isAfterEnd(start, named)) {
    return { stay: named, isUnclear: false };
  }
  const ofEnterprise = stays.filter((stay) => stay.isOfEnterpriseOf(tied));
  if (start !== undefined) {
    const same = ofEnterprise.filter((stay) => isSameTime(start, stay.start));
    const [only] = same;
    if (same.length === 1 && only !== undefined) {
      return { stay: only, isUnclear: false };
    }
    return same.length > 1 || (tied.notice.kind !== 'admitted' && ofEnterprise.some(({ isOpen }) => isOpen))
      ? UNCLEAR
      : NEW_STAY;
  }
  const open = (tied.notice.kind === 'dead' ? stays : ofEnterprise).filter(({ isOpen }) => isOpen);
  if (open.length > 0) {
    return onlyOf(open);
  }
  // After the stay has ended: a death, or the discharge told once more.
  const end = eventToldBy(tied.notice, STAY_EVENT.discharged);
  const ended =
    tied.notice.kind === 'dead'
      ? ofEnterprise
      : ofEnterprise.filter((stay) => end !== undefined && isSameTime(end, stay.end));
  return ended.length === 1 ? onlyOf(ended) : NEW_STAY;
}

/** A letter belongs to a stay that notices have told of; it makes none. */
function stayOfLetter(tied: TiedNotice, stays: readonly OpenStay[]): Choice {
  const sameDocument = stays.find((stay) => stay.hasLetter(tied));
  if (sameDocument !== undefined) {
    return { stay: sameDocument, isUnclear: false };
  }
  const ofEnterprise = stays.filter((stay) => stay.isOfEnterpriseOf(tied));
  const { start } = tied.notice.encounter.period ?? {};
  const candidates =
    start === undefined
      ? ofEnterprise.filter(({ isOpen }) => isOpen)
      : ofEnterprise.filter((stay) => isSameDay(start, stay.start));
  if (candidates.length > 0) {
    return onlyOf(candidates);
  }
  const withoutStart = ofEnterprise.filter((stay) => stay.start === undefined);
  return start === undefined || withoutStart.length === 0 ? NEW_STAY : UNCLEAR;
}

function onlyOf(stays: readonly OpenStay[]): Choice {
  const [only, another] = stays;
  return only !== undefined && another === undefined ? { stay: only, isUnclear: false } : UNCLEAR;
}

function letterKey({ document, notice }: TiedNotice): string {
  return `${document} ${notice.reference}`;
}

function admissionOf({ notice }: TiedNotice): string | undefined {
  return eventToldBy(notice, STAY_EVENT.admitted);
}

/** The period of a report has what has happened; the events of a notice also when it will. */
function eventToldBy({ kind, encounter }: StayNotice, event: '1' | '2'): string | undefined {
  return kind === 'report'
    ? encounter.period?.[event === STAY_EVENT.admitted ? 'start' : 'end']
    : timeOfEvent(encounter, event);
}

/** The time of admission that a notice tells: of the event, or of the letter. */
export function startToldBy(tied: TiedNotice): string | undefined {
  return (
    admissionOf(tied) ?? (tied.notice.kind === 'letter' ? tied.notice.encounter.period?.start : undefined)
  );
}

/** The end that a notice tells: of the discharge, or of the letter. */
export function endToldBy({ notice }: TiedNotice): string | undefined {
  return notice.kind === 'letter' ? notice.encounter.period?.end : eventToldBy(notice, STAY_EVENT.discharged);
}

const ENDS: ReadonlySet<string> = new Set(['discharged', 'dead', 'letter']);

/** Whether a notice tells that the stay is over. */
export function endsStay(tied: TiedNotice): boolean {
  const { kind } = tied.notice;
  return ENDS.has(kind) || (kind === 'report' && endToldBy(tied) !== undefined);
}

export function holding(notices: readonly TiedNotice[]): readonly TiedNotice[] {
  return notices.filter(({ holds }) => holds);
}

function isAfterEnd(start: string | undefined, { end }: OpenStay): boolean {
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
