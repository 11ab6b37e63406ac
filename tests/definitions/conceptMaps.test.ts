import { describe, expect, it } from 'vitest';
import { CODE_MAPPINGS } from '../../scripts/definitions/codeMappings.ts';
import { REQUEST_PRIORITY } from '../../src/fhir/requestPriority.ts';
import { volven } from '../../src/fhir/systems.ts';
import { ACKNOWLEDGEMENT_STATUS, issueTypeOf } from '../../src/formats/kith/appRecMapping.ts';
import { REFERRAL_STATUS } from '../../src/formats/kith/messages/dialogmelding.ts';
import { REPORT_STATUSES } from '../../src/formats/kith/messages/dischargeLetter.ts';
import { ADDRESS_USE } from '../../src/formats/kith/parts/address.ts';
import { MEDICATION_STATUSES } from '../../src/formats/kith/parts/message/clinicalItem.ts';
import { COMPARATORS, INTERPRETATIONS } from '../../src/formats/kith/parts/message/numericResult.ts';
import { CONTACT_CLASS } from '../../src/formats/kith/parts/message/letterEvent.ts';
import { MARITAL_STATUSES } from '../../src/formats/kith/parts/maritalStatus.ts';
import { GENDER } from '../../src/formats/kith/parts/person.ts';
import { TELECOM_USE } from '../../src/formats/kith/parts/telecom.ts';
import { openKnowledge } from '../../src/knowledge.ts';

const { terminology } = openKnowledge();

function mappingOf(id: string): (typeof CODE_MAPPINGS)[number] {
  const found = CODE_MAPPINGS.find((mapping) => mapping.id === id);
  if (found === undefined) {
    throw new Error(`No mapping ${id}`);
  }
  return found;
}

const forwards = (id: string, code: string): string | undefined =>
  terminology.translateCode(id, { system: volven(mappingOf(id).list), code })?.code;

const backwards = (id: string, code: string): string | undefined =>
  terminology.translateCode(id, { system: mappingOf(id).target, code }, 'backwards')?.code;

/** What messages are read and written by, as [code, FHIR code, whether the FHIR code is written as the code]. */
const TABLES: Readonly<Record<string, readonly (readonly [string, string | undefined, boolean])[]>> = {
  'referral-urgency-to-request-priority': twoWays(REQUEST_PRIORITY),
  'former-referral-urgency-to-request-priority': twoWays(REQUEST_PRIORITY),
  'sex-to-administrative-gender': twoWays(GENDER),
  'address-type-to-address-use': twoWays(ADDRESS_USE),
  'telecom-type-to-contact-point-use': twoWays(TELECOM_USE),
  'medication-status-to-medication-statement-status': twoWays(MEDICATION_STATUSES),
  'comparator-to-quantity-comparator': twoWays(COMPARATORS),
  'marital-status-to-marital-status': twoWays(MARITAL_STATUSES.rows),
  'deviation-to-observation-interpretation': twoWays(INTERPRETATIONS.rows),
  'report-status-to-composition-status': twoWays(REPORT_STATUSES.slice(0, 3)),
  'acknowledgement-status-to-response-code': twoWays(ACKNOWLEDGEMENT_STATUS),
  'admission-category-to-encounter-class': oneWay(CONTACT_CLASS),
  'referral-status-to-task-status': oneWay(REFERRAL_STATUS),
  'acknowledgement-error-to-issue-type': oneWay(
    Object.fromEntries(['T01', 'E35', 'E36', 'X99'].map((code) => [code, issueTypeOf(code)])),
  ),
};

function twoWays(
  table: readonly { readonly code: string; readonly fhir: string | undefined; readonly back?: boolean }[],
): readonly (readonly [string, string | undefined, boolean])[] {
  return table.map(({ code, fhir, back }) => [code, fhir, back !== false] as const);
}

function oneWay(
  table: Readonly<Record<string, string>>,
): readonly (readonly [string, string | undefined, boolean])[] {
  return Object.entries(table).map(([code, fhir]) => [code, fhir, false] as const);
}

describe('concept maps agree with what messages are read and written by', () => {
  it.each(Object.entries(TABLES))('%s', (id, rows) => {
    for (const [code, fhir, isWayBack] of rows) {
      expect([code, forwards(id, code)]).toEqual([code, fhir]);
      if (isWayBack && fhir !== undefined) {
        expect([fhir, backwards(id, fhir)]).toEqual([fhir, code]);
      }
    }
  });

  it('say of every other code of a list that it has no counterpart', () => {
    expect(forwards('telecom-type-to-contact-point-use', 'PG')).toBeUndefined();
    expect(forwards('address-type-to-address-use', 'RES')).toBeUndefined();
  });
});
