import { createFinding, type Finding } from '../../findings/finding.ts';
import { volven } from '../../fhir/systems.ts';
import type { PathwayRecord } from '../../pathway/record.ts';
import { RECORD_FINDINGS } from './findings.ts';

/** Where codes are looked up; the terminology is one. */
export interface CodeLookup {
  /** Undefined when the list is not known here: then nothing is said of the code. */
  hasCode(system: string, code: string): boolean | undefined;
}

/** The class of an Encounter follows from it, so it must be known. */
const CARE_LEVEL = 8406;

/**
 * Codes that are not in their Volven list. The pathway type and the codes of measurement points are the business of
 * the pathway rules; municipality and district numbers change with every reform, so no list is held against them.
 */
export function checkCodes(record: PathwayRecord, lookup: CodeLookup): readonly Finding[] {
  return codesOf(record).flatMap(([place, list, code]) =>
    code === undefined || lookup.hasCode(volven(list), code) !== false
      ? []
      : [
          createFinding(
            list === CARE_LEVEL ? RECORD_FINDINGS.unknownCareLevel : RECORD_FINDINGS.codeNotInList,
            place,
            { found: code, list: String(list) },
          ),
        ],
  );
}

function codesOf(
  record: PathwayRecord,
): readonly (readonly [place: string, list: number, code: string | undefined])[] {
  const { referral } = record;
  return [
    ['referral.priority', 8306, referral?.priority],
    ['referral.right', 8444, referral?.right],
    ['referral.outcome', 8485, referral?.outcome],
    ['referral.waitingEndCode', 8445, referral?.waitingEndCode],
    ['referral.type', 8455, referral?.type],
    ['referral.status', 9148, referral?.status],
    ...(record.nextOfKin ?? []).map(
      ({ relationship }, index) => [`nextOfKin[${index}].relationship`, 9033, relationship] as const,
    ),
    ...(record.contacts ?? []).flatMap(
      ({ careLevel, contactType, field }, index) =>
        [
          [`contacts[${index}].careLevel`, CARE_LEVEL, careLevel],
          [`contacts[${index}].contactType`, 8432, contactType],
          [`contacts[${index}].field`, 8451, field],
        ] as const,
    ),
  ];
}
