import type { Coding, ServiceRequest } from '@medplum/fhirtypes';
import { CODE_SYSTEM, extensionUrl, OUTCOME_LIST } from '../../fhir/systems.ts';
import type { Catalogue, CombinedCode } from '../../pathway/catalogue.ts';

/** One occurrence of Pakkeforlop in a referral, understood as far as the catalogue goes. */
export interface PathwayCode {
  /** As sent. */
  readonly coding: Coding;
  readonly note?: string;
  /** FHIRPath of the occurrence in the ServiceRequest. */
  readonly place: string;
  readonly meaning: PathwayCodeMeaning;
}

export type PathwayCodeMeaning =
  /** A pathway type (9321) alone: a pathway, and no event. */
  | { readonly kind: 'pathway-type'; readonly pathwayType: string }
  | {
      readonly kind: 'measurement-point';
      readonly pathwayType: string;
      readonly combined: CombinedCode;
      readonly outcomeList?: number;
    }
  /** Of list 9321 or 9327, but not in it. Its first three characters name a type all the same when 9321 has it. */
  | {
      readonly kind: 'unknown';
      readonly pathwayType: string;
      readonly isTypeKnown: boolean;
      readonly isEvent: boolean;
    }
  /** Of another list: another family of pathways. */
  | { readonly kind: 'other-list'; readonly list: string };

export interface PathwayCodes {
  /** In the order of the message. */
  readonly codes: readonly PathwayCode[];
  /** Places of the occurrences that have no code. */
  readonly emptyPlaces: readonly string[];
}

/** The pathway codes of a referral (extension `pathway-code`). */
export function pathwayCodesOf(request: ServiceRequest, catalogue: Catalogue): PathwayCodes {
  const url = extensionUrl('pathway-code');
  const codes: PathwayCode[] = [];
  const emptyPlaces: string[] = [];
  for (const [index, extension] of (request.extension ?? []).entries()) {
    if (extension.url !== url) {
      continue;
    }
    const place = `ServiceRequest.extension[${index}]`;
    const coding = extension.extension?.find((part) => part.url === 'code')?.valueCoding;
    const note = extension.extension?.find((part) => part.url === 'note')?.valueString;
    if (coding?.code === undefined || coding.code.trim() === '') {
      emptyPlaces.push(place);
    } else {
      const meaning = meaningOf(coding, coding.code, catalogue);
      codes.push({ coding, ...(note === undefined ? {} : { note }), place, meaning });
    }
  }
  return { codes, emptyPlaces };
}

/** Length of a pathway type (list 9321), the prefix of every combined code (9327). */
const TYPE_LENGTH = 3;

/** No rule settles which of 9321 and 9327 is sent (HIS 80517 names the one, HIS 1208 the other): both are taken. */
function meaningOf({ system }: Coding, code: string, catalogue: Catalogue): PathwayCodeMeaning {
  if (system !== undefined && system !== CODE_SYSTEM.pathwayType && system !== CODE_SYSTEM.combinedCode) {
    return { kind: 'other-list', list: system };
  }
  if (catalogue.pathwayTypes.has(code)) {
    return { kind: 'pathway-type', pathwayType: code };
  }
  const combined = catalogue.combinedCodes.get(code);
  if (combined !== undefined) {
    const outcomeList = OUTCOME_LIST[combined.event];
    return {
      kind: 'measurement-point',
      pathwayType: combined.pathway,
      combined,
      ...(outcomeList === undefined ? {} : { outcomeList }),
    };
  }
  const pathwayType = code.slice(0, TYPE_LENGTH);
  return system === undefined
    ? { kind: 'other-list', list: '' }
    : {
        kind: 'unknown',
        pathwayType,
        isTypeKnown: catalogue.pathwayTypes.has(pathwayType),
        isEvent: system === CODE_SYSTEM.combinedCode,
      };
}
