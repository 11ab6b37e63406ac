import type { Bundle, BundleEntry, OperationOutcome } from '@medplum/fhirtypes';
import type { WithId } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { createFinding, type Finding, type Language } from '../findings/finding.ts';
import { identifierKey } from '../fhir/identifier.ts';
import { outcomeOf } from '../fhir/outcome.ts';
import { carryOver } from '../mapping/message/municipal/municipalLayer.ts';
import type { MappedTransaction } from '../mapping/mappedTransaction.ts';
import { mapPathwayRecord } from '../mapping/record/mapPathwayRecord.ts';
import type { PathwayRecord } from '../pathway/record.ts';
import type { Actor } from '../store/actor.ts';
import type { RecordEntry, UnitOfWork } from '../store/store.ts';
import { WriteRefused } from '../store/writeRefused.ts';
import { assessRecord } from './assessRecord.ts';
import { norwegianDay } from './clock.ts';
import { digestOfJson } from './digest.ts';
import { collisionsInRecord } from './collisions.ts';
import { commitTransaction, responseEntry, type CommittedResource } from './commit.ts';
import type { Exchange } from './exchange.ts';
import { asWarnings, faultsOfMapping } from './faultsOfMapping.ts';
import { EXCHANGE_FINDINGS } from './findings.ts';
import { effectsOnOthers } from './effectsOnOthers.ts';
import { judgeAmongStored } from './patientsPathways.ts';
import { recognise } from './recognise.ts';
import { followPatient } from './thread/followPatient.ts';

/** What a pathway record is answered with. */
export type RecordAnswer =
  | {
      /** `created`: the pathway was not known; `updated`: it was; `unchanged`: nothing was done. */
      readonly kind: 'created' | 'updated' | 'unchanged';
      /** Type `transaction-response`; the first entry's outcome has the findings. */
      readonly body: Bundle;
    }
  | { readonly kind: 'refused'; readonly body: OperationOutcome };

/**
 * A pathway record in: parsed, checked, mapped to one transaction, committed once. The record is the whole truth at
 * its time: what an earlier one had and this one lacks is retracted; an older one, or the same again, changes
 * nothing and says so.
 */
export async function receivePathwayRecord(
  exchange: Exchange,
  actor: Actor,
  value: unknown,
  language: Language = 'en',
): Promise<RecordAnswer> {
  const assessed = assessRecord(exchange, value);
  if (!assessed.ok) {
    return { kind: 'refused', body: outcomeOf(assessed.findings, language) };
  }
  const { record, history } = assessed;
  const digest = digestOfJson(value);
  const taken = exchange.store.write(actor, async (unit): Promise<RecordAnswer> => {
    const recordedAt = Date.parse(record.recordedAt);
    const { system, value: pathwayId } = record.identifier;
    const former = await unit.readRecordEntry(system, pathwayId);
    if (former !== undefined) {
      const verdict = compareWithStored(record, recordedAt, digest, former);
      const stored = verdict === undefined ? undefined : await storedEntries(unit, former);
      if (verdict !== undefined && stored !== undefined) {
        return {
          kind: 'unchanged',
          body: withFindings(responseOf(stored), [verdict, ...assessed.findings], language),
        };
      }
    }
    const map = (found: readonly Finding[]): MappedTransaction =>
      mapPathwayRecord(record, {
        catalogue: exchange.catalogue,
        terminology: exchange.terminology,
        findings: found,
      });
    const byItself = map(assessed.findings);
    const owner = identifierKey(record.identifier);
    const recognition = await recognise(unit, byItself.entries, { owner, newId: exchange.newId });
    if (recognition.collisions.length > 0) {
      return {
        kind: 'refused',
        body: outcomeOf(
          [...collisionsInRecord(record, recognition.collisions), ...assessed.findings],
          language,
        ),
      };
    }
    const among = await judgeAmongStored(unit, byItself, recognition, history, {
      catalogue: exchange.catalogue,
      day: norwegianDay(exchange.now()),
    });
    const findings = [...assessed.findings, ...among.findings];
    const mapped = among.findings.length === 0 ? byItself : map(findings);
    const told: Finding[] = [];
    const committed = await commitTransaction(unit, mapped, recognition, {
      assertedAt: recordedAt,
      owner,
      formerlyOwned: former?.owned ?? [],
      put: async (resource) => {
        const known = LAYERED.has(resource.resourceType)
          ? await unit.read(resource.resourceType, resource.id)
          : undefined;
        const written = await unit.put(Object.assign({}, carryOver(known, resource), { id: resource.id }));
        told.push(...asWarnings(faultsOfMapping(exchange, written)));
        return written;
      },
    });
    for (const other of among.others) {
      await unit.put(other);
    }
    await followPatient(exchange, unit, patientOfCommit(committed.resources));
    await unit.saveRecordEntry({ system, value: pathwayId, recordedAt, digest, owned: committed.owned });
    return {
      kind: former === undefined ? 'created' : 'updated',
      body: withFindings(
        committed.response,
        [...findings, ...told, ...effectsOnOthers(committed.resources)],
        language,
      ),
    };
  });
  return taken.catch((error: unknown): RecordAnswer => {
    if (error instanceof WriteRefused) {
      return { kind: 'refused', body: outcomeOf([...error.findings, ...assessed.findings], language) };
    }
    throw error;
  });
}

/** What messages add to. */
const LAYERED: ReadonlySet<string> = new Set(['CarePlan', 'CareTeam']);

function patientOfCommit(resources: readonly CommittedResource[]): string {
  return resources.find(({ reference }) => reference.startsWith('Patient/'))?.reference ?? '';
}

/** Why the record changes nothing; undefined when it is to be stored. Of two made at the same time the last received holds. */
function compareWithStored(
  record: PathwayRecord,
  recordedAt: number,
  digest: string,
  former: RecordEntry,
): Finding | undefined {
  const values = { recordedAt: record.recordedAt, storedAt: new Date(former.recordedAt).toISOString() };
  if (former.digest === digest) {
    return createFinding(EXCHANGE_FINDINGS.recordUnchanged, '', values);
  }
  if (recordedAt < former.recordedAt) {
    return createFinding(EXCHANGE_FINDINGS.recordOlder, 'recordedAt', values);
  }
  return undefined;
}

/** What the stored record made; undefined when something of it has been deleted since, and is to be made again. */
async function storedEntries(unit: UnitOfWork, former: RecordEntry): Promise<BundleEntry[] | undefined> {
  const entries: BundleEntry[] = [];
  for (const reference of former.owned) {
    const [resourceType = '', id = ''] = reference.split('/');
    const resource = (await unit.read(resourceType, id)) as WithId<Resource> | undefined;
    if (resource === undefined) {
      return undefined;
    }
    entries.push(responseEntry(resource, 'unchanged'));
  }
  return entries;
}

function responseOf(entry: BundleEntry[]): Bundle {
  return { resourceType: 'Bundle', type: 'transaction-response', entry };
}

/** The findings ride on the first entry: FHIR gives a transaction-response no other place for them. */
function withFindings(response: Bundle, findings: readonly Finding[], language: Language): Bundle {
  const [first, ...rest] = response.entry ?? [];
  if (first?.response === undefined || findings.length === 0) {
    return response;
  }
  return {
    ...response,
    entry: [{ ...first, response: { ...first.response, outcome: outcomeOf(findings, language) } }, ...rest],
  };
}
