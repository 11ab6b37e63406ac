import type { Bundle } from '@medplum/fhirtypes';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ParseOption, XmlDocument } from 'libxml2-wasm';
import { createKithDecoder, type KithDecoder } from '../../src/formats/kith/decode.ts';
import { encodeKith } from '../../src/formats/kith/encode.ts';
import { FORLOPSBRO } from '../../src/fhir/systems.ts';
import { openKnowledge, type Knowledge } from '../../src/knowledge.ts';
import { mapMessage } from '../../src/mapping/message/mapMessage.ts';
import { temporaryDatabase } from './database.ts';
import { load } from './load.ts';
import { startServer } from './process.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples/messages', import.meta.url));
const OFFICIAL = fileURLToPath(new URL('../../../shared/standards/kith/examples', import.meta.url));

const MEASURE_MS = 60;

/** Microseconds a call, the best of five measurements after a warm-up. */
function timeOf(run: () => unknown): number {
  const once = (limit: number): number => {
    const start = performance.now();
    let calls = 0;
    do {
      run();
      calls += 1;
    } while (performance.now() - start < limit);
    return ((performance.now() - start) / calls) * 1000;
  };
  once(4 * MEASURE_MS);
  return Math.min(...Array.from({ length: 5 }, () => once(MEASURE_MS)));
}

function parseOnly(bytes: Uint8Array): void {
  XmlDocument.fromBuffer(bytes, {
    option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_HUGE,
  }).dispose();
}

function bundleIn(decoder: KithDecoder, bytes: Uint8Array): Bundle | undefined {
  const decoded = decoder.decode(bytes);
  return decoded.kind === 'decoded' ? decoded.bundle : undefined;
}

function typeOf(bundle: Bundle): string {
  const header = bundle.entry?.[0]?.resource;
  return header?.resourceType === 'MessageHeader' ? (header.definition?.split('/').at(-1) ?? '') : '';
}

/** Our messages, and the official samples where they are at hand. */
function messages(): Uint8Array[] {
  const folders = existsSync(OFFICIAL)
    ? [EXAMPLES, ...readdirSync(OFFICIAL).map((name) => `${OFFICIAL}/${name}`)]
    : [EXAMPLES];
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.xml'))
      .map((name) => readFileSync(`${folder}/${name}`)),
  );
}

interface Times {
  parse: number;
  decode: number;
  encode: number;
  map: number;
}

/** Reading, mapping and writing of each message type, as ratios to parsing the same XML with the same library. */
function benchTypes(decoder: KithDecoder, { catalogue, terminology }: Knowledge): void {
  const sums = new Map<string, Times>();
  for (const bytes of messages()) {
    const bundle = bundleIn(decoder, bytes);
    if (bundle === undefined) {
      continue;
    }
    const now = new Date(0).toISOString();
    const sum = sums.get(typeOf(bundle)) ?? { parse: 0, decode: 0, encode: 0, map: 0 };
    sum.parse += timeOf(() => {
      parseOnly(bytes);
    });
    sum.decode += timeOf(() => decoder.decode(bytes));
    sum.encode += timeOf(() => encodeKith(bundle));
    sum.map += timeOf(() =>
      mapMessage(bundle, {
        catalogue,
        terminology,
        message: { system: `${FORLOPSBRO}/sid/message`, value: 'bench' },
        senderKey: 'bench',
        original: bytes,
        contentType: 'application/xml',
        madeAt: now,
        receivedAt: now,
      }),
    );
    sums.set(typeOf(bundle), sum);
  }
  const all: Times = { parse: 0, decode: 0, encode: 0, map: 0 };
  for (const [type, sum] of [...sums].sort()) {
    printRatios(type, sum);
    all.parse += sum.parse;
    all.decode += sum.decode;
    all.encode += sum.encode;
    all.map += sum.map;
  }
  printRatios('all', all);
}

function printRatios(name: string, { parse, decode, encode, map }: Times): void {
  const ratio = (time: number): string => (time / parse).toFixed(1).padStart(5);
  console.log(
    `  ${name.padEnd(36)} parse ${parse.toFixed(0).padStart(6)} µs; read ${ratio(decode)}, write ${ratio(encode)}, ` +
      `read + write ${ratio(decode + encode)}, with the transaction ${ratio(decode + encode + map)}`,
  );
}

/** A referral with attachments of two megabytes together. */
function largeMessage(): Buffer {
  const text = readFileSync(`${EXAMPLES}/onward-referral-9327.xml`, 'utf8');
  const data = Buffer.alloc(500_000, 'vedlegg ').toString('base64');
  const attachment =
    '<Document><RefDoc><MsgType V="A" DN="Vedlegg"/><MimeType>application/pdf</MimeType><Content>' +
    `<Base64Container xmlns="http://www.kith.no/xmlstds/base64container">${data}</Base64Container>` +
    '</Content></RefDoc></Document>';
  return Buffer.from(text.replace('</MsgHead>', `${attachment.repeat(3)}</MsgHead>`));
}

function benchLarge(decoder: KithDecoder): void {
  const bytes = largeMessage();
  const bundle = bundleIn(decoder, bytes);
  if (bundle === undefined) {
    throw new Error('The large message is not taken in');
  }
  const parse = timeOf(() => {
    parseOnly(bytes);
  });
  const before = process.memoryUsage().rss;
  const both = timeOf(() => {
    encodeKith(bundleIn(decoder, bytes) ?? bundle);
  });
  const grown = (process.memoryUsage().rss - before) / 2 ** 20;
  console.log(
    `  ${(bytes.length / 2 ** 20).toFixed(1)} MB with attachments: parse ${(parse / 1000).toFixed(1)} ms, ` +
      `read + write ${(both / parse).toFixed(1)}; resident memory grew by ${grown.toFixed(0)} MB`,
  );
}

const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;

/** The same message of another patient, with ids of its own. */
function asAnother(text: string, index: number): string {
  const ids = new Map<string, string>();
  return text
    .replace(UUID, (id) => {
      const other = ids.get(id) ?? randomUUID();
      ids.set(id, other);
      return other;
    })
    .replace(/(?<=>\d{6})\d{5}(?=<)/g, String(index).padStart(5, '0'));
}

/** Messages a second through POST /messages, each committed before it is answered. */
async function benchReceiving(count: number): Promise<void> {
  const texts = readdirSync(EXAMPLES)
    .filter((name) => /^(onward|referral|care|dialogue|discharge).*\.xml$/.test(name))
    .map((name) => readFileSync(`${EXAMPLES}/${name}`, 'utf8'));
  const bodies = Array.from({ length: count }, (_, index) =>
    asAnother(texts[index % texts.length] ?? '', index),
  );
  const database = temporaryDatabase();
  const server = await startServer('src/main.ts', '/ready', { DATABASE_URL: database.url });
  const { rate, median, p99, not2xx } = await load({
    url: `${server.url}/messages`,
    bodies,
    headers: { 'content-type': 'application/xml' },
    once: true,
  });
  const resident = server.residentMegabytes();
  await server.stop();
  database.remove();
  console.log(
    `  POST /messages ${rate.toFixed(0)}/s (median ${median} ms, p99 ${p99} ms; not 2xx: ${not2xx}); ` +
      `resident memory ${resident.toFixed(0)} MB after ${count} messages`,
  );
}

export async function benchMessages(): Promise<void> {
  const knowledge = openKnowledge();
  const decoder = createKithDecoder({ terminology: knowledge.terminology });
  benchTypes(decoder, knowledge);
  benchLarge(decoder);
  await benchReceiving(Number(process.env['BENCH_MESSAGES'] ?? 1_000));
}
