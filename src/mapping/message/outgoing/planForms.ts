import type { Encounter } from '@medplum/fhirtypes';
import { STAY_EVENT } from '../stay/stayNotice.ts';

/** How a plan can be told to a municipal system without FHIR. */
export type PlanForm =
  | { readonly kind: 'discharge-report'; readonly version: '1.5' | '1.6' }
  | { readonly kind: 'health-information'; readonly version: '1.5' | '1.6' }
  | { readonly kind: 'notice'; readonly version: '1.5' | '1.6' }
  | { readonly kind: 'dialogue'; readonly version: '1.1' };

/** Type and version of message, as translate names them → form. The order is that of preference. */
export const PLAN_FORMS: ReadonlyMap<string, PlanForm> = new Map<string, PlanForm>([
  ['utskrivningsrapport-1.6', { kind: 'discharge-report', version: '1.6' }],
  ['utskrivningsrapport-1.5', { kind: 'discharge-report', version: '1.5' }],
  ['helseopplysninger-1.6', { kind: 'health-information', version: '1.6' }],
  ['helseopplysninger-1.5', { kind: 'health-information', version: '1.5' }],
  ['pasientlogistikk-1.6', { kind: 'notice', version: '1.6' }],
  ['pasientlogistikk-1.5', { kind: 'notice', version: '1.5' }],
  ['dialogmelding-1.1', { kind: 'dialogue', version: '1.1' }],
]);

/** What a receiver supports when nobody says: the newest version of each. */
export const USUALLY_SUPPORTED: readonly string[] = [
  'utskrivningsrapport-1.6',
  'helseopplysninger-1.6',
  'pasientlogistikk-1.6',
  'dialogmelding-1.1',
];

/** The patient's last admission, and whether it still is one. */
export interface StayOccasion {
  readonly stay: Encounter;
  readonly isEnded: boolean;
}

/**
 * The occasion for the care messages: an admission that runs (HIS 1144:2014), or one that has ended and after which
 * there has been no other contact (HIS 1148:2014: on the day of discharge).
 */
export function stayOccasion(encounters: readonly Encounter[]): StayOccasion | undefined {
  const startOf = ({ period }: Encounter): string => period?.start ?? '';
  const ordered = encounters
    .filter(({ status }) => status !== 'entered-in-error' && status !== 'cancelled' && status !== 'planned')
    .sort((one, other) => (startOf(one) < startOf(other) ? -1 : 1));
  const running = ordered.findLast(({ status, class: { code } }) => code === 'IMP' && status !== 'finished');
  if (running !== undefined) {
    return { stay: running, isEnded: false };
  }
  const last = ordered.at(-1);
  return last?.class.code === 'IMP' && last.period?.end !== undefined
    ? { stay: last, isEnded: true }
    : undefined;
}

/** Which notice of the logistics messages the stay is an occasion for (HIS 1149:2014), by its type in list 8279. */
export function noticeOf({ stay, isEnded }: StayOccasion): string | undefined {
  if (!isEnded) {
    const stages = (stay.statusHistory ?? []).flatMap(({ extension = [] }) =>
      extension.flatMap(({ valueCoding }) => valueCoding?.code ?? []),
    );
    const last = stages.at(-1);
    if (last === STAY_EVENT.ready) {
      return 'LOG_UTSKRIVNINGSKLAR';
    }
    if (last === STAY_EVENT.withdrawn) {
      return 'LOG_AVMELDING';
    }
    return stay.period?.start === undefined ? undefined : 'LOG_INNLAGT';
  }
  // The place to which the patient is discharged (list 8408) is required.
  return stay.hospitalization?.dischargeDisposition === undefined ? undefined : 'LOG_UTSKREVET';
}

/** Whether the occasion for the form holds. */
export function isOccasionFor(form: PlanForm, occasion: StayOccasion | undefined): boolean {
  switch (form.kind) {
    case 'discharge-report':
      return occasion?.isEnded === true;
    case 'health-information':
      return occasion?.isEnded === false;
    case 'notice':
      return occasion !== undefined && noticeOf(occasion) !== undefined;
    case 'dialogue':
      return true;
  }
}

/** The first form whose occasion holds, of those that the receiver supports. */
export function choosePlanForm(
  supported: readonly string[],
  occasion: StayOccasion | undefined,
): string | undefined {
  return [...PLAN_FORMS].find(([id, form]) => supported.includes(id) && isOccasionFor(form, occasion))?.[0];
}
