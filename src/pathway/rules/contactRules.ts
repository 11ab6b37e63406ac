/** Registrations against the contacts in which they were coded. */

import { EVENT } from '../event.ts';
import { PATHWAY_FINDINGS } from '../findings.ts';
import { momentOf } from '../moment.ts';
import { textOf } from '../registration.ts';
import { reportRegistration } from './pathwayRule.ts';
import type { PathwayRule } from './pathwayRule.ts';

/** Events whose date lies before the contact in which they are coded: the referral's date, the first symptoms. */
const DATED_BEFORE_CONTACT: ReadonlySet<string> = new Set([EVENT.start, EVENT.symptomStart]);

/** Only where the sender gives contacts at all, and the registration has a date (else 107 says it). */
export const contactIsKnown: PathwayRule = ({ history, coded }, report) => {
  if (history.contacts.length === 0) {
    return;
  }
  for (const registration of coded) {
    const { contact, moment, doubtful } = registration;
    const key = textOf(registration.registration.contact);
    if (key !== undefined && contact === undefined && moment !== undefined && !doubtful) {
      reportRegistration(report, PATHWAY_FINDINGS.unknownContact, registration, { contact: key });
    }
  }
};

/** Calendar days; a contact without an end is judged by its start only. */
export const withinContact: PathwayRule = ({ history, coded }, report) => {
  if (history.contacts.length === 0) {
    return;
  }
  for (const registration of coded) {
    const { contact, moment, resolved, doubtful } = registration;
    if (
      contact === undefined ||
      moment === undefined ||
      doubtful ||
      textOf(registration.registration.date) === undefined
    ) {
      continue;
    }
    const start = contact.start === undefined ? undefined : momentOf(contact.start)?.day;
    const end = contact.end === undefined ? undefined : momentOf(contact.end)?.day;
    const isReversed = start !== undefined && end !== undefined && end < start;
    const tooEarly = start !== undefined && moment.day < start && !DATED_BEFORE_CONTACT.has(resolved.event);
    const tooLate = end !== undefined && moment.day > end;
    if (!isReversed && (tooEarly || tooLate)) {
      const values = { start: contact.start ?? '–', end: contact.end ?? '–' };
      reportRegistration(report, PATHWAY_FINDINGS.outsideContact, registration, values);
    }
  }
};
