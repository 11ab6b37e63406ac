import { getStatus } from '@medplum/core';
import type { CarePlan, Patient } from '@medplum/fhirtypes';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FindingDefinition } from '../../src/findings/finding.ts';
import { createFinding } from '../../src/findings/finding.ts';
import { LOCAL_OPERATOR } from '../../src/store/actor.ts';
import { openStore } from '../../src/store/openStore.ts';
import type { Receipt, Store, UnitOfWork } from '../../src/store/store.ts';
import { openTestStore, outcomeOfFailure, temporaryFolder } from './storeForTests.ts';

const folder = temporaryFolder();
let store: Store;
let count = 0;
let time = Date.parse('2026-03-02T08:00:00Z');

const tick = (): Date => new Date((time += 1000));
const open = (databaseUrl = `sqlite:${folder.path}/${count}/test.db`): Promise<Store> =>
  openStore({ databaseUrl, check: () => [], now: tick, baseUrl: 'http://127.0.0.1:8080/fhir' });

beforeEach(async () => {
  count++;
  store = await open();
});
afterEach(() => store.close());
afterAll(() => folder.remove());

const plan = (over: Partial<CarePlan> = {}): CarePlan => ({
  resourceType: 'CarePlan',
  status: 'active',
  intent: 'plan',
  subject: { reference: 'Patient/p1' },
  ...over,
});

describe('resources', () => {
  it('are created with a new id and version 1, whatever id the client gives', async () => {
    const repository = store.repository(LOCAL_OPERATOR);
    const created = await repository.createResource(
      plan({ id: 'mine', meta: { versionId: '7', tag: [{ code: 'a' }] } }),
    );
    expect(created.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(created.meta).toEqual({
      tag: [{ code: 'a' }],
      versionId: '1',
      lastUpdated: new Date(time).toISOString(),
    });
    expect(await repository.readResource('CarePlan', created.id)).toEqual(created);
  });

  it('keep every version', async () => {
    const repository = store.repository(LOCAL_OPERATOR);
    const first = await repository.updateResource(plan({ id: 'a' }));
    const second = await repository.updateResource(plan({ id: 'a', status: 'completed' }));
    await repository.deleteResource('CarePlan', 'a');
    await repository.deleteResource('CarePlan', 'a');
    const fourth = await repository.updateResource(plan({ id: 'a', title: 'again' }));
    expect([first, second, fourth].map((resource) => resource.meta?.versionId)).toEqual(['1', '2', '4']);
    expect(await repository.readVersion('CarePlan', 'a', '1')).toEqual(first);
    expect(await repository.readVersion('CarePlan', 'a', '4')).toEqual(fourth);
    expect(getStatus(await outcomeOfFailure(repository.readVersion('CarePlan', 'a', '3')))).toBe(410);
    for (const version of ['5', '0', 'x']) {
      expect(getStatus(await outcomeOfFailure(repository.readVersion('CarePlan', 'a', version)))).toBe(404);
    }
    const history = await repository.readHistory('CarePlan', 'a');
    expect(history.total).toBe(4);
    expect(
      history.entry?.map((entry) => [
        entry.request?.method,
        entry.response?.etag,
        entry.resource?.meta?.versionId,
      ]),
    ).toEqual([
      ['PUT', 'W/"4"', '4'],
      ['DELETE', 'W/"3"', undefined],
      ['PUT', 'W/"2"', '2'],
      ['POST', 'W/"1"', '1'],
    ]);
    const page = await repository.readHistory('CarePlan', 'a', { offset: 1, limit: 2 });
    expect(page.entry?.map((entry) => entry.response?.etag)).toEqual(['W/"3"', 'W/"2"']);
    expect(page.link?.find((link) => link.relation === 'next')?.url).toBe(
      'http://127.0.0.1:8080/fhir/CarePlan/a/_history?_count=2&_offset=3',
    );
  });

  it('are 404 when they never were and 410 when they are deleted', async () => {
    const repository = store.repository(LOCAL_OPERATOR);
    expect(getStatus(await outcomeOfFailure(repository.readResource('CarePlan', 'a')))).toBe(404);
    expect(getStatus(await outcomeOfFailure(repository.readHistory('CarePlan', 'a')))).toBe(404);
    await repository.deleteResource('CarePlan', 'a');
    expect(getStatus(await outcomeOfFailure(repository.readResource('CarePlan', 'a')))).toBe(404);
    await repository.updateResource(plan({ id: 'a' }));
    await repository.deleteResource('CarePlan', 'a');
    expect(getStatus(await outcomeOfFailure(repository.readResource('CarePlan', 'a')))).toBe(410);
    expect((await repository.readHistory('CarePlan', 'a')).total).toBe(2);
  });

  it('get no new version from an update that changes nothing but their version', async () => {
    const repository = store.repository(LOCAL_OPERATOR);
    const first = await repository.updateResource(plan({ id: 'a', meta: { tag: [{ code: 'x' }] } }));
    const again = await repository.updateResource({
      ...plan({ id: 'a' }),
      meta: { versionId: '99', lastUpdated: '2020-01-01T00:00:00Z', tag: [{ code: 'x' }] },
    });
    expect(again).toEqual(first);
    const other = await repository.updateResource(plan({ id: 'a', meta: { tag: [{ code: 'y' }] } }));
    expect(other.meta?.versionId).toBe('2');
  });

  it('are updated and deleted only at the version that If-Match names', async () => {
    const repository = store.repository(LOCAL_OPERATOR);
    await repository.updateResource(plan({ id: 'a' }));
    const wrong = { ifMatch: '2' };
    expect(
      getStatus(await outcomeOfFailure(repository.updateResource(plan({ id: 'a', title: 'x' }), wrong))),
    ).toBe(412);
    expect(getStatus(await outcomeOfFailure(repository.updateResource(plan({ id: 'b' }), wrong)))).toBe(412);
    expect(getStatus(await outcomeOfFailure(repository.deleteResource('CarePlan', 'a', wrong)))).toBe(412);
    expect(
      (await repository.updateResource(plan({ id: 'a', title: 'x' }), { ifMatch: '1' })).meta?.versionId,
    ).toBe('2');
    await repository.deleteResource('CarePlan', 'a', wrong);
    expect(getStatus(await outcomeOfFailure(repository.readResource('CarePlan', 'a')))).toBe(410);
  });

  it.each(['', 'a b', 'ø', 'a/b', 'x'.repeat(65)])('refuse the id %j', async (id) => {
    const repository = store.repository(LOCAL_OPERATOR);
    expect(getStatus(await outcomeOfFailure(repository.updateResource(plan({ id }))))).toBe(400);
  });

  it('are patched', async () => {
    const repository = store.repository(LOCAL_OPERATOR);
    await repository.updateResource(plan({ id: 'a' }));
    const patched = await repository.patchResource<CarePlan>('CarePlan', 'a', [
      { op: 'replace', path: '/status', value: 'revoked' },
    ]);
    expect([patched.status, patched.meta?.versionId]).toEqual(['revoked', '2']);
    const path = [{ op: 'replace' as const, path: '/nothing/here', value: 1 }];
    expect(getStatus(await outcomeOfFailure(repository.patchResource('CarePlan', 'a', path)))).toBe(400);
    const id = [{ op: 'replace' as const, path: '/id', value: 'b' }];
    expect(getStatus(await outcomeOfFailure(repository.patchResource('CarePlan', 'a', id)))).toBe(400);
  });

  it('are read by reference, relative or absolute, in order, with an error for each that leads nowhere', async () => {
    const repository = store.repository(LOCAL_OPERATOR);
    await repository.updateResource(plan({ id: 'a' }));
    await repository.updateResource<Patient>({ resourceType: 'Patient', id: 'p' });
    const read = await repository.readReferences([
      { reference: 'Patient/p' },
      { reference: 'CarePlan/none' },
      { reference: 'http://127.0.0.1:8080/fhir/CarePlan/a' },
      { reference: 'http://elsewhere.example/CarePlan/a' },
      { display: 'nobody' },
    ]);
    expect(read.map((resource) => ('id' in resource ? resource.id : 'error'))).toEqual([
      'p',
      'error',
      'a',
      'error',
      'error',
    ]);
    expect((await repository.readReference({ reference: 'Patient/p' })).id).toBe('p');
    expect(getStatus(await outcomeOfFailure(repository.readReference({ reference: 'urn:uuid:1' })))).toBe(
      400,
    );
  });
});

describe('a unit of work', () => {
  it('sees what it has written, and nobody else does before the commit', async () => {
    await store.write(LOCAL_OPERATOR, async (unit) => {
      const identifier = { system: 'urn:oid:1.2.3', value: 'F-1' };
      const put = await unit.put({ ...plan({ identifier: [identifier] }), id: 'a' });
      expect(put.effect).toBe('created');
      expect(await unit.read('CarePlan', 'a')).toEqual(put.resource);
      expect((await unit.findByIdentifier('CarePlan', identifier)).map(({ id }) => id)).toEqual(['a']);
      expect(
        getStatus(await outcomeOfFailure(store.repository(LOCAL_OPERATOR).readResource('CarePlan', 'a'))),
      ).toBe(404);
      expect((await unit.put({ ...plan({ identifier: [identifier] }), id: 'a' })).effect).toBe('unchanged');
      expect(
        (await unit.put({ ...plan({ identifier: [{ ...identifier, value: 'F-2' }] }), id: 'a' })).effect,
      ).toBe('updated');
      expect(await unit.findByIdentifier('CarePlan', identifier)).toEqual([]);
    });
    expect((await store.repository(LOCAL_OPERATOR).readResource('CarePlan', 'a')).meta?.versionId).toBe('2');
  });

  it('finds by system and value, oldest first, without what is deleted', async () => {
    const identifier = { system: 'urn:oid:1.2.3', value: 'F-1' };
    await store.write(LOCAL_OPERATOR, async (unit) => {
      for (const id of ['z', 'b', 'c']) {
        await unit.put({ ...plan({ identifier: [identifier] }), id });
      }
      await unit.put({ ...plan({ identifier: [{ system: 'urn:oid:9', value: 'F-1' }] }), id: 'd' });
      await unit.put({ ...plan({ identifier: [{ value: 'F-1' }] }), id: 'e' });
      await unit.repository.deleteResource('CarePlan', 'b');
      const found = async (query: { system?: string; value?: string }): Promise<string[]> =>
        (await unit.findByIdentifier('CarePlan', query)).map(({ id }) => id);
      expect(await found(identifier)).toEqual(['z', 'c']);
      expect(await found({ value: 'F-1' })).toEqual(['e']);
      expect(await found({ system: 'urn:oid:nowhere', value: 'F-1' })).toEqual([]);
      expect(await found({ system: 'urn:oid:1.2.3' })).toEqual([]);
      expect(await unit.findByIdentifier('Task', identifier)).toEqual([]);
    });
  });

  it('fails alone, whatever shares its commit', async () => {
    const put = (id: string, fails: boolean): Promise<string> =>
      store.write(LOCAL_OPERATOR, async (unit) => {
        await unit.put({ ...plan({ identifier: [{ system: `urn:x:${id}`, value: id }] }), id });
        if (fails) {
          throw new Error(`no ${id}`);
        }
        return id;
      });
    const results = await Promise.allSettled([
      put('a', true),
      put('b', false),
      put('c', true),
      put('d', false),
    ]);
    expect(results.map((result) => result.status)).toEqual([
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    const repository = store.repository(LOCAL_OPERATOR);
    const statuses = await Promise.all(
      ['a', 'b', 'c', 'd'].map((id) =>
        repository.readResource('CarePlan', id).then(
          () => 200,
          () => 404,
        ),
      ),
    );
    expect(statuses).toEqual([404, 200, 404, 200]);
    // What was given out in a unit that failed is given out anew.
    await put('a', false);
    await store.write(LOCAL_OPERATOR, async (unit) => {
      expect(await unit.findByIdentifier('CarePlan', { system: 'urn:x:a', value: 'a' })).toHaveLength(1);
    });
  });

  it('holds a nested transaction that fails alone', async () => {
    await store.write(LOCAL_OPERATOR, async ({ repository, ...unit }) => {
      await repository.updateResource(plan({ id: 'kept' }));
      const failing = repository.withTransaction(
        async (nested) => {
          await nested.updateResource(plan({ id: 'lost' }));
          await nested.readResource('CarePlan', 'none');
        },
        { resourceTypes: 'CarePlan' },
      );
      expect(getStatus(await outcomeOfFailure(failing))).toBe(404);
      expect(unit).toBeDefined();
    });
    const repository = store.repository(LOCAL_OPERATOR);
    expect((await repository.readResource('CarePlan', 'kept')).id).toBe('kept');
    expect(getStatus(await outcomeOfFailure(repository.readResource('CarePlan', 'lost')))).toBe(404);
  });

  it('is over when its work is', async () => {
    let kept: UnitOfWork | undefined;
    await store.write(LOCAL_OPERATOR, (unit) => {
      kept = unit;
      return Promise.resolve();
    });
    await expect(kept?.put({ ...plan(), id: 'a' })).rejects.toThrow('over');
  });

  it('refuses to start another one within itself', async () => {
    const nested = store.write(LOCAL_OPERATOR, () => store.repository(LOCAL_OPERATOR).createResource(plan()));
    await expect(nested).rejects.toThrow('Use the unit that is given');
  });
});

describe('the check', () => {
  const definition: FindingDefinition = {
    code: 'test',
    severity: 'error',
    issueType: 'business-rule',
    message: { en: 'No {title}', no: 'Ikke {title}' },
    remedy: { en: 'Another title', no: 'En annen tittel' },
    source: 'test',
  };

  it('judges every write before it is made, and refuses with its findings', async () => {
    const seen: unknown[] = [];
    await store.close();
    store = await openTestStore(`${folder.path}/${count}-checked`, {
      check: async ({ resource, previous }, reader) => {
        seen.push([
          resource.id,
          previous?.meta?.versionId,
          (await reader.read('CarePlan', 'a'))?.meta?.versionId,
        ]);
        const { title } = resource as CarePlan;
        return title === undefined
          ? [createFinding(definition, 'CarePlan.title', {}, 'warning')]
          : [createFinding(definition, 'CarePlan.title', { title })];
      },
    });
    const repository = store.repository(LOCAL_OPERATOR);
    await repository.updateResource(plan({ id: 'a' }));
    await repository.updateResource(plan({ id: 'a', status: 'completed' }));
    const outcome = await outcomeOfFailure(repository.updateResource(plan({ id: 'a', title: 'bad' })));
    expect(getStatus(outcome)).toBe(422);
    expect(outcome.issue).toMatchObject([
      { severity: 'error', details: { text: 'No bad' }, expression: ['CarePlan.title'] },
    ]);
    expect(getStatus(await outcomeOfFailure(repository.createResource(plan({ title: 'bad' }))))).toBe(422);
    expect(seen.slice(0, 3)).toEqual([
      ['a', undefined, undefined],
      ['a', '1', '1'],
      ['a', '2', '2'],
    ]);
    expect((await repository.readResource('CarePlan', 'a')).meta?.versionId).toBe('2');
  });
});

describe('the ledger', () => {
  const receipt = (sender: string, receivedAt: string): Receipt => ({
    sender,
    messageId: 'm-1',
    digest: 'd'.repeat(64),
    receivedAt,
    answer: new TextEncoder().encode(`<AppRec to="${sender}">æ</AppRec>`),
    answerType: 'application/xml',
    account: '{"resources":[]}',
  });

  it('keeps receipts by sender and message', async () => {
    await store.write(LOCAL_OPERATOR, async (unit) => {
      await unit.saveReceipt(receipt('1', '2026-03-02T08:00:00Z'));
      await unit.saveReceipt(receipt('2', '2026-03-02T09:00:00Z'));
    });
    const [newest, oldest, ...others] = await store.receiptsOf(LOCAL_OPERATOR, 'm-1');
    expect([newest?.sender, oldest?.sender, others.length]).toEqual(['2', '1', 0]);
    expect(Buffer.from(oldest?.answer ?? []).toString()).toBe('<AppRec to="1">æ</AppRec>');
    await store.write(LOCAL_OPERATOR, async (unit) => {
      expect({ ...(await unit.readReceipt('2', 'm-1')), answer: undefined }).toEqual({
        ...receipt('2', '2026-03-02T09:00:00Z'),
        answer: undefined,
      });
      expect(await unit.readReceipt('3', 'm-1')).toBeUndefined();
    });
  });

  it('keeps the newest entry of each record, and who told of a resource as of when', async () => {
    const entry = {
      system: 'urn:x',
      value: 'F-1',
      recordedAt: 1_772_000_000_000,
      digest: 'a',
      owned: ['Task/1'],
    };
    await store.write(LOCAL_OPERATOR, async (unit) => {
      expect(await unit.readRecordEntry('urn:x', 'F-1')).toBeUndefined();
      await unit.saveRecordEntry(entry);
      await unit.saveRecordEntry({ ...entry, digest: 'b', owned: ['Task/1', 'Task/2'] });
      expect(await unit.readRecordEntry('urn:x', 'F-1')).toEqual({
        ...entry,
        digest: 'b',
        owned: ['Task/1', 'Task/2'],
      });
      const assertion = { assertedAt: 1_772_000_000_000, owners: ['urn:x|F-1'] };
      expect(await unit.readAssertion('Patient/p')).toBeUndefined();
      await unit.saveAssertion('Patient/p', { assertedAt: 1, owners: [] });
      await unit.saveAssertion('Patient/p', assertion);
      expect(await unit.readAssertion('Patient/p')).toEqual(assertion);
    });
  });
});

describe('opening', () => {
  it('finds again what was stored', async () => {
    await store
      .repository(LOCAL_OPERATOR)
      .updateResource(plan({ id: 'a', identifier: [{ system: 'urn:x', value: '1' }] }));
    await store.close();
    store = await open();
    await store.ping();
    await store.write(LOCAL_OPERATOR, async (unit) => {
      expect(await unit.findByIdentifier('CarePlan', { system: 'urn:x', value: '1' })).toHaveLength(1);
    });
  });

  it('keeps a database in memory', async () => {
    const memory = await open('sqlite::memory:');
    await memory.repository(LOCAL_OPERATOR).updateResource(plan({ id: 'a' }));
    expect((await memory.repository(LOCAL_OPERATOR).readResource('CarePlan', 'a')).id).toBe('a');
    const within = memory.write(LOCAL_OPERATOR, () =>
      memory.repository(LOCAL_OPERATOR).readResource('CarePlan', 'a'),
    );
    await expect(within).rejects.toThrow('through the unit');
    await memory.close();
  });

  it.each([
    ['postgres://localhost/x', 'PostgreSQL is not supported yet'],
    ['mysql://localhost/x', 'sqlite:PATH'],
    ['', 'sqlite:PATH'],
  ])('refuses %j', async (databaseUrl, message) => {
    await expect(open(databaseUrl)).rejects.toThrow(message);
  });

  it('takes no more work when it is closed', async () => {
    const closing = await open(`sqlite:${folder.path}/closing.db`);
    const last = closing.repository(LOCAL_OPERATOR).updateResource(plan({ id: 'a' }));
    await closing.close();
    expect((await last).id).toBe('a');
    await expect(closing.write(LOCAL_OPERATOR, () => Promise.resolve())).rejects.toThrow('closed');
  });
});
