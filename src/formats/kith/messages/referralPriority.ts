import { REQUEST_PRIORITY, requestPriorityOf } from '../../../fhir/requestPriority.ts';
import { extensionUrl, volven } from '../../../fhir/systems.ts';
import { nodesOf } from '../mapping/node.ts';
import { custom, type Cardinality, type CustomRow } from '../mapping/row.ts';
import { codingIn, simpleCode } from '../values/codes.ts';

/** The code as sent, beside the FHIR priority. */
const ORIGINAL_PRIORITY = extensionUrl('original-priority');

/** What list 8304 has besides are times, such as within a week; list 8306 has none of them. */
export const PRIORITIES_IN_BOTH_LISTS: ReadonlySet<string> = new Set(['0', '3', 'N', 'PK']);

/** The urgency of a referral: FHIR's priority, and the code as sent in an extension. A changed priority wins. */
export function referralPriority(name: string, list: 8306 | 8304, cardinality: Cardinality = '1'): CustomRow {
  const urgency = simpleCode(list);
  return custom(
    name,
    cardinality,
    { attributes: urgency.attributes, text: false },
    (element, request, scope) => {
      const coding = urgency.decode(element, scope)?.value as { readonly code?: string } | undefined;
      if (coding === undefined) {
        return;
      }
      const priority = requestPriorityOf(coding.code);
      if (priority !== undefined) {
        request.priority = priority;
      }
      request.extension = [...nodesOf(request.extension), { url: ORIGINAL_PRIORITY, valueCoding: coding }];
    },
    (request, scope, as) => {
      const sent = codingIn(request, ORIGINAL_PRIORITY);
      const { priority } = request;
      const translated = REQUEST_PRIORITY.find(({ fhir }) => fhir === priority);
      const chosen =
        sent !== undefined && requestPriorityOf(sent.code) === priority ? sent : (translated ?? sent);
      const coding = PRIORITIES_IN_BOTH_LISTS.has(chosen?.code ?? '')
        ? { ...chosen, system: volven(list) }
        : chosen;
      return coding === undefined && cardinality !== '1'
        ? []
        : [{ ...as, ...(coding === undefined ? {} : urgency.encode({ value: coding }, scope)) }];
    },
  );
}
