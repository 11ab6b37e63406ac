import type { Bundle, Resource } from '@medplum/fhirtypes';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKithDecoder } from '../../../src/formats/kith/decode.ts';
import { parsePathwayRecord } from '../../../src/formats/record/parse.ts';
import { openKnowledge } from '../../../src/knowledge.ts';
import { mapMessage } from '../../../src/mapping/message/mapMessage.ts';
import { mapPathwayRecord } from '../../../src/mapping/record/mapPathwayRecord.ts';
import { checkHistory } from '../../../src/pathway/check.ts';
import { historyOfRecord } from '../../../src/pathway/historyOfRecord.ts';
import type { PathwayRecord } from '../../../src/pathway/record.ts';
import { generateRecords } from '../../../src/synthetic/records.ts';
import { generateFaults } from '../../../src/synthetic/faults.ts';
import { KITH_STANDARDS } from '../../standards/kith.ts';

const ROOT = join(import.meta.dirname, '../../..');
const TODAY = '2026-03-02';
const RECEIVED_AT = '2026-03-02T12:00:00+01:00';
const knowledge = openKnowledge();

/** A resource that mapping or decoding made, and of what. */
export interface Produced {
  readonly from: string;
  readonly resource: Resource;
}

/** What becomes of the shipped journeys and of generated records, those with a fault that is stored among them. */
export function producedFromRecords(count: number, seed = 'profiles'): readonly Produced[] {
  const options = { seed, count, today: TODAY, catalogue: knowledge.catalogue };
  const stated: [string, unknown][] = [
    ...globSync('examples/journeys/*/*.json', { cwd: ROOT })
      .sort()
      .map((path): [string, unknown] => [path, JSON.parse(readFileSync(join(ROOT, path), 'utf8'))]),
    ...[...generateRecords(options)].map((record, index): [string, unknown] => [`record ${index}`, record]),
    ...[...generateFaults(options)].map(({ record }, index): [string, unknown] => [
      `record with a fault ${index}`,
      record,
    ]),
  ];
  return stated.flatMap(([from, record]) => {
    const parsed = parsePathwayRecord(record, knowledge.terminology);
    return parsed.ok ? withEntries(from, bundleOfRecord(parsed.record)) : [];
  });
}

function bundleOfRecord(record: PathwayRecord): Bundle {
  const findings = checkHistory(historyOfRecord(record), knowledge.catalogue, TODAY);
  return mapPathwayRecord(record, { ...knowledge, findings }).bundle;
}

/** What becomes of the shipped messages and, where they are at hand, of the official samples and receive tests. */
export function producedFromMessages(): readonly Produced[] {
  const decoder = createKithDecoder(knowledge);
  return messageFiles().flatMap((path) => {
    const original = readFileSync(path);
    const decoded = decoder.decode(original);
    if (decoded.kind !== 'decoded') {
      return [];
    }
    const { bundle, envelope } = decoded;
    const from = path.slice(path.lastIndexOf('/') + 1);
    const mapped = mapMessage(bundle, {
      ...knowledge,
      message: {
        system: 'https://forlopsbro.no/fhir/sid/message',
        value: `${envelope.sender.key}|${envelope.msgId}`,
      },
      senderKey: envelope.sender.key,
      original,
      contentType: 'application/xml',
      madeAt: bundle.timestamp ?? RECEIVED_AT,
      receivedAt: RECEIVED_AT,
    });
    return [{ from, resource: bundle }, ...withEntries(from, mapped.bundle)];
  });
}

function messageFiles(): readonly string[] {
  return [
    join(ROOT, 'examples/messages'),
    ...(existsSync(KITH_STANDARDS)
      ? [join(KITH_STANDARDS, 'examples'), join(KITH_STANDARDS, 'acceptance')]
      : []),
  ].flatMap((folder) =>
    globSync('**/*.{xml,XML}', { cwd: folder })
      .sort()
      .map((path) => join(folder, path)),
  );
}

function withEntries(from: string, bundle: Bundle): readonly Produced[] {
  return [bundle, ...(bundle.entry ?? []).flatMap(({ resource }) => resource ?? [])].map((resource) => ({
    from,
    resource,
  }));
}
