import type { CarePlan, Encounter, Patient, Resource } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_OPERATOR } from '../../../src/store/actor.ts';
import { timeRangeOf } from '../../../src/store/index/fhirDate.ts';
import { parseSearch } from '../../../src/store/search/parseSearch.ts';
import { escape } from '../../../src/store/search/searchValue.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTestStore, temporaryFolder } from '../storeForTests.ts';

const folder = temporaryFolder();
let store: Store;

beforeAll(async () => {
  store = await openTestStore(folder.path);
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

let run = 0;

/** Stores the resources under a tag of their own, and answers with those that a query finds, by index. */
async function found(resources: readonly Resource[], query: Record<string, string>): Promise<number[]> {
  const tag = `run-${run++}`;
  await store.write(LOCAL_OPERATOR, async (unit) => {
    for (const [index, resource] of resources.entries()) {
      await unit.put({ ...resource, id: `${tag}-${index}`, meta: { tag: [{ code: tag }] } });
    }
  });
  const parsed = parseSearch(resources[0]?.resourceType ?? 'Patient', { ...query, _tag: tag, _count: '100' });
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.findings));
  }
  const bundle = await store.repository(LOCAL_OPERATOR).search(parsed.request);
  const indexes = (bundle.entry ?? []).map(({ resource }) => Number(resource?.id.split('-').at(-1)));
  expect(bundle.total).toBe(indexes.length);
  return indexes;
}

const indexesOf = <T>(values: readonly T[], holds: (value: T) => boolean): number[] =>
  values.flatMap((value, index) => (holds(value) ? [index] : []));

const options = { numRuns: 40 };
const few = { minLength: 1, maxLength: 8 };

describe('search finds what a plain filter finds', () => {
  const system = fc.constantFrom('urn:a', 'urn:b', undefined);
  const code = fc.constantFrom('D01', 'd01', 'D|1', 'D,1', 'D\\1', '$');

  it('by token', async () => {
    const coding = fc.record({ system, code });
    const plans = fc.array(fc.array(coding, { maxLength: 3 }), few);
    const asked = fc.record({ system: fc.option(system, { nil: null }), code });
    await fc.assert(
      fc.asyncProperty(
        plans,
        fc.array(asked, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (categories, alternatives, negated) => {
          const resources = categories.map((list): CarePlan => ({
            resourceType: 'CarePlan',
            status: 'active',
            intent: 'plan',
            subject: { reference: 'Patient/1' },
            category: [
              {
                coding: list.map((one) => ({
                  code: one.code,
                  ...(one.system === undefined ? {} : { system: one.system }),
                })),
              },
            ],
          }));
          const value = alternatives
            .map((one) =>
              one.system === null ? escape(one.code) : `${escape(one.system ?? '')}|${escape(one.code)}`,
            )
            .join(',');
          const matches = (list: (typeof categories)[number]): boolean =>
            list.some((one) =>
              alternatives.some(
                (other) => one.code === other.code && (other.system === null || other.system === one.system),
              ),
            );
          expect(await found(resources, { [negated ? 'category:not' : 'category']: value })).toEqual(
            indexesOf(categories, (list) => matches(list) !== negated),
          );
        },
      ),
      options,
    );
  });

  it('by string', async () => {
    const name = fc.stringMatching(/^[ABab%_\\,ÅåéØø]{1,4}$/);
    const fold = (text: string): string =>
      text
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .toLowerCase();
    await fc.assert(
      fc.asyncProperty(
        fc.array(name, few),
        name,
        fc.constantFrom('', ':exact', ':contains'),
        async (names, asked, modifier) => {
          const resources = names.map((family): Patient => ({ resourceType: 'Patient', name: [{ family }] }));
          const holds = (family: string): boolean =>
            modifier === ''
              ? fold(family).startsWith(fold(asked))
              : modifier === ':exact'
                ? family === asked
                : fold(family).includes(fold(asked));
          expect(await found(resources, { [`family${modifier}`]: escape(asked) })).toEqual(
            indexesOf(names, holds),
          );
        },
      ),
      options,
    );
  });

  it('by date', async () => {
    const date = fc.constantFrom(
      '2026',
      '2026-03',
      '2026-03-02',
      '2026-03-03',
      '2026-03-02T09:00:00+01:00',
      '2026-03-02T08:00:00.000Z',
      '2027',
    );
    const period = fc.record({
      start: fc.option(date, { nil: undefined }),
      end: fc.option(date, { nil: undefined }),
    });
    const prefix = fc.constantFrom('', 'eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb');
    await fc.assert(
      fc.asyncProperty(fc.array(period, few), prefix, date, async (periods, comparison, asked) => {
        const resources = periods.map((one): Encounter => ({
          resourceType: 'Encounter',
          status: 'finished',
          class: {},
          period: { ...one },
        }));
        const given = timeRangeOf(asked) ?? { start: NaN, end: NaN };
        const holds = ({ start, end }: (typeof periods)[number]): boolean => {
          if (start === undefined && end === undefined) {
            return false;
          }
          const from = start === undefined ? -Infinity : (timeRangeOf(start)?.start ?? NaN);
          const to = end === undefined ? Infinity : (timeRangeOf(end)?.end ?? NaN);
          const within = given.start <= from && from <= given.end && to <= given.end;
          const truths: Record<string, boolean> = {
            eq: within,
            ne: from < given.start || to > given.end,
            gt: to > given.end,
            lt: from < given.start,
            ge: to >= given.start,
            le: from <= given.end,
            sa: from > given.end,
            eb: to < given.start,
          };
          return truths[comparison === '' ? 'eq' : comparison] ?? false;
        };
        expect(await found(resources, { date: comparison + asked })).toEqual(indexesOf(periods, holds));
      }),
      options,
    );
  });
});

describe('paging', () => {
  const page = async (url: string): Promise<{ ids: string[]; next: string | undefined }> => {
    const [type = '', query = ''] = url.split('?');
    const parsed = parseSearch(type, Object.fromEntries(new URLSearchParams(query)));
    if (!parsed.ok) {
      throw new Error(JSON.stringify(parsed.findings));
    }
    const bundle = await store.repository(LOCAL_OPERATOR).search(parsed.request);
    return {
      ids: (bundle.entry ?? []).map(({ resource }) => resource?.id ?? ''),
      next: bundle.link?.find(({ relation }) => relation === 'next')?.url,
    };
  };
  const put = (tag: string, index: number): Promise<void> =>
    store.write(LOCAL_OPERATOR, async (unit) => {
      const birthDate = index % 3 === 0 ? {} : { birthDate: `19${String(50 + (index % 7))}-01-01` };
      const patient: Patient = {
        resourceType: 'Patient',
        gender: index % 2 === 0 ? 'female' : 'male',
        ...birthDate,
      };
      await unit.put({ ...patient, id: `${tag}-${index}`, meta: { tag: [{ code: tag }] } });
    });

  it.each([
    '',
    '&gender=female,male',
    '&gender:not=other',
    '&_sort=_id',
    '&_sort=birthdate',
    '&_sort=-birthdate',
    '&_sort=gender,-birthdate',
    '&_sort=_lastUpdated',
    '&_sort=-_lastUpdated',
  ])('returns each resource once while others are stored: %s', async (query) => {
    const tag = `page-${run++}`;
    for (let index = 0; index < 25; index++) {
      await put(tag, index);
    }
    const seen: string[] = [];
    let added = 25;
    let url: string | undefined = `Patient?_tag=${tag}&_count=4${query}`;
    while (url !== undefined && seen.length < 200) {
      const { ids, next }: { ids: string[]; next: string | undefined } = await page(url);
      seen.push(...ids);
      url = next;
      if (added < 60) {
        await put(tag, added++);
        await put(tag, added++);
      }
    }
    expect(new Set(seen).size).toBe(seen.length);
    const first = Array.from({ length: 25 }, (_, index) => `${tag}-${index}`);
    expect(first.filter((id) => !seen.includes(id))).toEqual([]);
  });
});
