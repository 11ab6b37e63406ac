import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDefinitions } from '../../src/definitions/definitions.ts';
import { codeOfProperty, propertyOf, validityOf } from '../../src/terminology/concepts.ts';
import { inputFromQuery } from '../../src/terminology/operationInput.ts';
import { openTerminology } from '../../src/terminology/terminology.ts';

const definitions = openDefinitions({ profilesDir: join(import.meta.dirname, '../../profiles') });
const terminology = openTerminology(definitions);

const FACTS = join(import.meta.dirname, '../../../shared/domain/codes.json');

interface CodeRow {
  readonly kind: string;
  readonly pathway: string;
  readonly code?: string;
  readonly display_no: string;
  readonly display_full_no?: string;
  readonly phase: string;
  readonly event_code?: string;
  readonly outcome_code?: string;
  readonly outcome_code_system?: string;
  readonly code_system?: string;
  readonly valid_from?: string;
  readonly valid_to?: string;
  readonly status_in_new_kodeveileder: string;
  readonly mandatory: boolean | 'unknown';
  readonly repeatable: boolean | 'unknown';
  readonly rule?: string;
}

/** What the page read of the guide to the revised pathways says of a code. */
const REVISED_GUIDE: Readonly<Record<string, string>> = {
  listed: 'listed',
  not_listed_on_the_page_seen: 'not-listed',
  'prefix listed; survival of this event unknown': 'type-listed',
  'prefix not listed on the page seen': 'type-not-listed',
};

describe.skipIf(!existsSync(FACTS))('every code of the facts (skipped where ../shared is absent)', () => {
  const rows = (existsSync(FACTS) ? (JSON.parse(readFileSync(FACTS, 'utf8')) as CodeRow[]) : []).filter(
    ({ code }) => code !== undefined,
  );
  // D01L stands in no list read; Helsedirektoratet prints it as a combined code.
  const listOf = ({ code_system }: CodeRow): string => code_system ?? '9327';

  it('is one of those that are here, and all of the pathway lists but those of cancer are', () => {
    expect(rows).toHaveLength(310);
    for (const list of ['9321', '9322', '9323', '9324', '9325', '9326', '9327', '9328']) {
      const { concept = [] } = definitions.read('CodeSystem', `volven-${list}`) as CodeSystem;
      const expected = rows.filter((row) => listOf(row) === list).map(({ code }) => code);
      expect(concept.map(({ code }) => code).sort(), list).toEqual(expected.sort());
    }
  });

  it.each(rows.map((row) => [listOf(row), row.code ?? '', row] as const))(
    '%s %s says all that is known, and no more',
    (list, code, row) => {
      const concept = conceptOf(list, code);
      const flag = (name: string) => propertyOf(concept, name)?.valueBoolean ?? 'unknown';
      expect(concept.display).toBe(row.display_no);
      expect(concept.designation?.some(({ language }) => language === 'en')).toBe(true);
      if (row.display_full_no !== undefined && row.display_full_no !== row.display_no) {
        expect(concept.designation).toContainEqual({ language: 'nb', value: row.display_full_no });
      }
      const validity = [row.valid_from, row.valid_to].map((day) => day ?? undefined);
      expect([validityOf(concept).validFrom, validityOf(concept).validTo]).toEqual(validity);
      expect(propertyOf(concept, 'phase')?.valueCode).toBe(row.phase.replaceAll('_', '-'));
      expect([flag('mandatory'), flag('repeatable')]).toEqual([row.mandatory, row.repeatable]);
      expect(propertyOf(concept, 'revisedGuide')?.valueCode).toBe(
        REVISED_GUIDE[row.status_in_new_kodeveileder],
      );
      const rule = propertyOf(concept, 'rule')?.valueString;
      expect(rule !== undefined).toBe((row.rule ?? undefined) !== undefined);
      for (const [number = ''] of row.rule?.matchAll(/\b2\d\d\b/g) ?? []) {
        expect(rule).toContain(number);
      }
      if (list === '9327') {
        const parts = ['pathway', 'event', 'outcome'].map((part) => codeOfProperty(concept, part));
        expect(parts).toEqual([row.pathway, row.event_code, row.outcome_code ?? undefined]);
        expect(propertyOf(concept, 'outcome')?.valueCoding?.system).toBe(
          row.outcome_code_system ? `urn:oid:2.16.578.1.12.4.1.1.${row.outcome_code_system}` : undefined,
        );
      }
    },
  );

  it.each(
    rows.filter((row) => listOf(row) === '9327').map((row) => [row.code ?? '', row.valid_from] as const),
  )('%s was valid from %s on', (code, validFrom) => {
    const then = (date: string) => {
      const result = terminology.validateCodeInSystem(
        inputFromQuery(Object.entries({ url: 'urn:oid:2.16.578.1.12.4.1.1.9327', code, date })),
      );
      const parameters = result.ok ? (result.resource.parameter ?? []) : [];
      const isUnconfirmed = JSON.stringify(parameters).includes('code-validity-unconfirmed');
      return parameters[0]?.valueBoolean === true ? (isUnconfirmed ? 'unconfirmed' : 'valid') : 'not-valid';
    };
    expect([then('2018-12-31'), then('2020-01-01'), then('2023-06-01'), then('2024-10-28')]).toEqual([
      'not-valid',
      validFrom ? 'valid' : 'unconfirmed',
      'valid',
      'unconfirmed',
    ]);
    const type = rows.find((row) => listOf(row) === '9321' && row.code === code.slice(0, 3));
    const firstDay = validFrom ?? type?.valid_from ?? '';
    expect([then('2019-01-01'), then('2019-02-14'), then('2019-02-15')]).toEqual(
      ['2019-01-01', '2019-02-14', '2019-02-15'].map((day) =>
        day < firstDay ? 'not-valid' : validFrom ? 'valid' : 'unconfirmed',
      ),
    );
  });

  function conceptOf(list: string, code: string): CodeSystemConcept {
    const found = (definitions.read('CodeSystem', `volven-${list}`) as CodeSystem).concept?.find(
      (concept) => concept.code === code,
    );
    if (found === undefined) {
      throw new Error(`${list} lacks ${code}`);
    }
    return found;
  }
});
