import type { Bundle } from '@medplum/fhirtypes';
import { Command } from 'commander';
import { folderSetting } from '../config.ts';
import { assessRecord } from '../exchange/assessRecord.ts';
import { createFinding, type Finding, type FindingDefinition } from '../findings/finding.ts';
import { hasResourceType } from '../fhir/resourceType.ts';
import { readJson } from '../formats/json.ts';
import { createKithDecoder } from '../formats/kith/decode.ts';
import { encodeKith } from '../formats/kith/encode.ts';
import { FORMATS } from '../formats/kith/formats.ts';
import { openKnowledge } from '../knowledge.ts';
import { mapPathwayRecord } from '../mapping/record/mapPathwayRecord.ts';
import { EXIT } from './exit.ts';
import { kindOfInput, readInput } from './input.ts';
import { printJson, reportFindings } from './output.ts';

const TRANSLATE_FINDINGS = {
  notABundle: {
    code: 'not-a-message-bundle',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'Only a FHIR Bundle of type message can become a KITH message; this is {found}.',
      no: 'Bare en FHIR Bundle av type message kan bli en KITH-melding; dette er {found}.',
    },
    remedy: {
      en: 'Give a message Bundle, such as translate FILE --to fhir prints.',
      no: 'Oppgi en meldings-Bundle, slik translate FILE --to fhir skriver ut.',
    },
    source: 'HL7 FHIR R4, 2.4 (messaging)',
  },
} as const satisfies Record<string, FindingDefinition>;

interface TranslateOptions {
  readonly to?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

export function translateCommand(): Command {
  return new Command('translate')
    .description('KITH XML message ↔ FHIR message Bundle; what FILE is, is told from its content')
    .argument('[file]', 'a KITH XML message, a FHIR message Bundle or a pathway record; - for standard input')
    .option('--to <format>', 'fhir or kith')
    .option('--list', 'name the message types and versions')
    .option('--json', 'print findings of a refused input as an OperationOutcome on standard output')
    .addHelpText(
      'after',
      '\nExample: npm run -s forlopsbro -- translate examples/messages/onward-referral-9327.xml --to fhir',
    )
    .action(async (file: string | undefined, options: TranslateOptions, command: Command) => {
      if (options.list === true) {
        process.stdout.write(FORMATS.map(({ id }) => `kith:${id}\n`).join(''));
        return;
      }
      if (file === undefined || (options.to !== 'fhir' && options.to !== 'kith')) {
        command.error('error: a file and --to fhir or --to kith are wanted', { exitCode: EXIT.wrongUsage });
      }
      const bytes = await readInput(file);
      const translated = options.to === 'fhir' ? toFhir(bytes) : toKith(bytes);
      if (translated.output === undefined) {
        reportFindings(translated.findings, { ...options, file });
        process.exitCode = EXIT.inputErrors;
        return;
      }
      translated.output();
      // Standard output holds the translation alone, so that it can be piped on.
      reportFindings(translated.findings, { file });
    });
}

interface Translated {
  readonly findings: readonly Finding[];
  /** Prints what was made; absent when nothing could be. */
  readonly output?: () => void;
}

function toFhir(bytes: Uint8Array): Translated {
  const knowledge = openKnowledge();
  if (kindOfInput(bytes) === 'json') {
    const read = readJson(bytes);
    if (!read.ok) {
      return { findings: read.findings };
    }
    const assessed = assessRecord({ ...knowledge, now: () => new Date() }, read.value);
    return assessed.ok
      ? {
          findings: assessed.findings,
          output: () =>
            printJson(
              mapPathwayRecord(assessed.record, { ...knowledge, findings: assessed.findings }).bundle,
            ),
        }
      : { findings: assessed.findings };
  }
  const schemaDir = folderSetting(process.env, 'KITH_SCHEMA_DIR');
  const decoded = createKithDecoder({
    terminology: knowledge.terminology,
    ...(schemaDir === undefined ? {} : { schemaDir }),
  }).decode(bytes);
  return decoded.kind === 'decoded'
    ? { findings: decoded.findings, output: () => printJson(decoded.bundle) }
    : { findings: decoded.findings };
}

function toKith(bytes: Uint8Array): Translated {
  const read = readJson(bytes);
  if (!read.ok) {
    return { findings: read.findings };
  }
  if (!isMessageBundle(read.value)) {
    const found = hasResourceType(read.value) ? read.value.resourceType : 'no FHIR resource';
    return { findings: [createFinding(TRANSLATE_FINDINGS.notABundle, '', { found })] };
  }
  const { xml, findings } = encodeKith(read.value);
  return xml === undefined ? { findings } : { findings, output: () => void process.stdout.write(xml) };
}

function isMessageBundle(value: unknown): value is Bundle {
  return hasResourceType(value) && value.resourceType === 'Bundle' && value.type === 'message';
}
