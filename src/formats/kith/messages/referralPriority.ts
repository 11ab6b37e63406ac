import { extensionUrl } from '../../../fhir/systems.ts';
import { nodesOf } from '../mapping/node.ts';
import { custom, type CustomRow } from '../mapping/row.ts';
import { codingIn, simpleCode } from '../values/codes.ts';

/**
 * List 8306 ↔ priority. No source says how urgent PK (a cancer pathway, elective) is beside the others, so it has
 * no FHIR priority, only the code as sent.
 */
const PRIORITIES = [
  { code: '0', display: 'Øyeblikkelig hjelp', fhir: 'stat' },
  { code: '3', display: 'Haster (elektiv)', fhir: 'urgent' },
  { code: 'N', display: 'Elektiv/Ordinær (elektiv)', fhir: 'routine' },
] as const;

const URGENCY = simpleCode(8306);
/** The code as sent, beside the FHIR priority. */
const ORIGINAL_PRIORITY = extensionUrl('original-priority');

function priorityOf(code: unknown): string | undefined {
  return PRIORITIES.find((row) => row.code === code)?.fhir;
}

/** The urgency of a referral: FHIR's priority, and the code as sent in an extension. A changed priority wins. */
export function referralPriority(name: string): CustomRow {
  return custom(
    name,
    '1',
    { attributes: URGENCY.attributes, text: false },
    (element, request, scope) => {
      const coding = URGENCY.decode(element, scope)?.value as { readonly code?: string } | undefined;
      if (coding === undefined) {
        return;
      }
      const priority = priorityOf(coding.code);
      if (priority !== undefined) {
        request.priority = priority;
      }
      request.extension = [...nodesOf(request.extension), { url: ORIGINAL_PRIORITY, valueCoding: coding }];
    },
    (request, scope, as) => {
      const sent = codingIn(request, ORIGINAL_PRIORITY);
      const { priority } = request;
      const translated = PRIORITIES.find(({ fhir }) => fhir === priority);
      const coding = sent !== undefined && priorityOf(sent.code) === priority ? sent : (translated ?? sent);
      return [{ ...as, ...(coding === undefined ? {} : URGENCY.encode({ value: coding }, scope)) }];
    },
  );
}
