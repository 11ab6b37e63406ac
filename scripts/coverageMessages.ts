/**
 * Prints for each message how many of its values (non-empty texts and attributes) are found again in its Bundle: in a
 * home of their own, only in the extension `unmapped-content`, or not at all. Then the sums of each message type.
 * Status 1 when a value is lost, or more than 5 % of a type are unmapped.
 *
 * Usage: npm run coverage:messages [-- FILE-OR-FOLDER…]   (examples/messages by default)
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createKithDecoder } from '../src/formats/kith/decode.ts';
import { measureLeafCoverage } from '../src/formats/kith/leafCoverage.ts';
import { messageToFhir } from '../src/formats/kith/translateMessage.ts';
import { DEFAULT_XML_LIMITS } from '../src/formats/kith/xml/prolog.ts';
import { readXml } from '../src/formats/kith/xml/read.ts';
import { openKnowledge } from '../src/knowledge.ts';

const MOST_UNMAPPED = 0.05;

interface Counts {
  readonly mapped: number;
  readonly unmapped: number;
  readonly lost: number;
}

const decoder = createKithDecoder({ terminology: openKnowledge().terminology });

function filesIn(path: string): string[] {
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesIn(`${path}/${name}`))
    : [path].filter((name) => name.endsWith('.xml'));
}

/** The format of a message and its counts; undefined when it is not taken in. */
function measure(file: string): { readonly format: string; readonly counts: Counts } | undefined {
  const bytes = readFileSync(file);
  const reading = readXml(bytes, DEFAULT_XML_LIMITS);
  const { bundle } = messageToFhir(bytes, decoder);
  if (!reading.ok || bundle === undefined) {
    return undefined;
  }
  const header = bundle.entry?.[0]?.resource;
  const definition = header?.resourceType === 'MessageHeader' ? (header.definition ?? '') : '';
  const { mapped, unmapped, lost } = measureLeafCoverage(reading.root, bundle);
  const places = [
    ...unmapped.map((place) => `  unmapped ${place}`),
    ...lost.map((place) => `  lost ${place}`),
  ];
  const counts = { mapped: mapped.length, unmapped: unmapped.length, lost: lost.length };
  print(file, counts);
  places.forEach((line) => process.stdout.write(`${line}\n`));
  return { format: definition.slice(definition.lastIndexOf('/') + 1), counts };
}

function print(name: string, { mapped, unmapped, lost }: Counts): void {
  process.stdout.write(`${name}: ${mapped} mapped, ${unmapped} unmapped, ${lost} lost\n`);
}

const given = process.argv.slice(2);
const examples = fileURLToPath(new URL('../examples/messages', import.meta.url));
const totals = new Map<string, Counts>();
for (const file of (given.length === 0 ? [examples] : given).flatMap(filesIn)) {
  const measured = measure(file);
  if (measured === undefined) {
    process.stdout.write(`${file}: not taken in\n`);
    continue;
  }
  const sum = totals.get(measured.format) ?? { mapped: 0, unmapped: 0, lost: 0 };
  totals.set(measured.format, {
    mapped: sum.mapped + measured.counts.mapped,
    unmapped: sum.unmapped + measured.counts.unmapped,
    lost: sum.lost + measured.counts.lost,
  });
}
process.stdout.write('\n');
for (const [format, counts] of totals) {
  print(format, counts);
  const all = counts.mapped + counts.unmapped + counts.lost;
  if (counts.lost > 0 || counts.unmapped > MOST_UNMAPPED * all) {
    process.exitCode = 1;
  }
}
