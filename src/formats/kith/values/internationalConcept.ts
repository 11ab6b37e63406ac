import { volven } from '../../../fhir/systems.ts';
import { KITH_FINDINGS } from '../findings.ts';
import { isNode, nodesOf, type FhirNode } from '../mapping/node.ts';
import type { Codec } from '../mapping/row.ts';
import type { Translation } from './codes.ts';

/** A row of a list's translation into an international code system. */
export interface InternationalRow extends Translation {
  /** The text of the international code. */
  readonly fhirDisplay?: string;
}

/** How the codes of a list are said in an international code system. */
export interface International {
  /** Number of the list. */
  readonly list: number;
  readonly system: string;
  readonly rows: readonly InternationalRow[];
}

/**
 * A CodeableConcept of a list's code, with the international code beside it as a second Coding. The list's own code is
 * what is written; where a producer has the international code only, the list's code for it.
 *
 * @param codec reads and writes the list's own code
 */
export function internationalConcept(codec: Codec, { list, system, rows }: International): Codec {
  const beside = (value: FhirNode): FhirNode => {
    const [own] = nodesOf(value.coding);
    const row = rows.find(({ code }) => own?.system === volven(list) && code === own.code);
    return row?.fhir === undefined
      ? value
      : { ...value, coding: [own, { system, code: row.fhir, display: row.fhirDisplay }] };
  };
  return {
    ...codec,
    decode: (element, scope) => {
      const slot = codec.decode(element, scope);
      return isNode(slot?.value) ? { ...slot, value: beside(slot.value) } : slot;
    },
    encode: (slot, scope) => {
      const { value } = slot;
      if (!isNode(value)) {
        return undefined;
      }
      const codings = nodesOf(value.coding);
      const own = codings.filter((coding) => coding.system !== system);
      const stated = codings.find((coding) => coding.system === system);
      if (own.length > 0 || stated === undefined) {
        return codec.encode({ value: { ...value, coding: own } }, scope);
      }
      const row = rows.find(({ fhir, back }) => fhir === stated.code && back !== false);
      if (row === undefined) {
        scope.find(KITH_FINDINGS.notWritable, '', {
          value: `${system}|${String(stated.code)}`,
          expected: volven(list),
        });
        return codec.encode({ value: { ...value, coding: [] } }, scope);
      }
      const { code, display } = row;
      return codec.encode({ value: { coding: [{ system: volven(list), code, display }] } }, scope);
    },
  };
}
