import type { Bundle } from '@medplum/fhirtypes';
import { Command } from 'commander';
import { folderSetting } from '../config.ts';
import { assessRecord } from '../exchange/assessRecord.ts';
import { createFinding, type Finding, type FindingDefinition } from '../findings/finding.ts';
import { hasResourceType } from '../fhir/resourceType.ts';
import { readJson } from '../formats/json.ts';
import { convertToKith } from '../formats/kith/convert.ts';
import { createKithDecoder, type KithDecoder } from '../formats/kith/decode.ts';
import { encodeKith } from '../formats/kith/encode.ts';
import { FORMATS } from '../formats/kith/formats.ts';
import { openKnowledge, type Knowledge } from '../knowledge.ts';
import { mapPathwayRecord } from '../mapping/record/mapPathwayRecord.ts';
import { EXIT } from './exit.ts';
import { kindOfInput, readInput } from './input.ts';
import { printJson, reportFindings } from './output.ts';

export const TRANSLATE_FINDINGS = {
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
    .option('--to <format>', 'fhir, kith, or a message type and version such as kith:henvisning-2.0')
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
      const format = FORMATS.find(({ id }) => options.to === `kith:${id}`);
      if (file === undefined || (options.to !== 'fhir' && options.to !== 'kith' && format === undefined)) {
        command.error('error: a file and --to fhir, --to kith or --to kith:TYPE (see --list) are wanted', {
          exitCode: EXIT.wrongUsage,
        });
      }
      const bytes = await readInput(file);
      const translated =
        format !== undefined
          ? toFormat(bytes, format.id)
          : options.to === 'fhir'
            ? toFhir(bytes)
            : toKith(bytes);
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
  const decoded = openDecoder(knowledge).decode(bytes);
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
    return { findings: [notABundle(read.value)] };
  }
  const { xml, findings } = encodeKith(read.value);
  return xml === undefined ? { findings } : { findings, output: () => void process.stdout.write(xml) };
}

function openDecoder({ terminology }: Pick<Knowledge, 'terminology'>): KithDecoder {
  const schemaDir = folderSetting(process.env, 'KITH_SCHEMA_DIR');
  return createKithDecoder({ terminology, ...(schemaDir === undefined ? {} : { schemaDir }) });
}

/** Another type or version of the message; what it cannot say is listed. */
function toFormat(bytes: Uint8Array, target: string): Translated {
  if (kindOfInput(bytes) !== 'json') {
    const decoded = openDecoder(openKnowledge()).decode(bytes);
    return decoded.kind === 'decoded'
      ? converted(decoded.bundle, target, decoded.findings)
      : { findings: decoded.findings };
  }
  const read = readJson(bytes);
  if (!read.ok) {
    return { findings: read.findings };
  }
  return isMessageBundle(read.value)
    ? converted(read.value, target, [])
    : { findings: [notABundle(read.value)] };
}

function converted(bundle: Bundle, target: string, told: readonly Finding[]): Translated {
  const reader = createKithDecoder({ terminology: { hasCode: () => undefined } });
  const { xml, findings } = convertToKith(bundle, target, (made) => reader.decode(made));
  const all = [...told, ...findings];
  return xml === undefined
    ? { findings: all }
    : { findings: all, output: () => void process.stdout.write(xml) };
}

function notABundle(value: unknown): Finding {
  const found = hasResourceType(value) ? value.resourceType : 'no FHIR resource';
  return createFinding(TRANSLATE_FINDINGS.notABundle, '', { found });
}

function isMessageBundle(value: unknown): value is Bundle {
  return hasResourceType(value) && value.resourceType === 'Bundle' && value.type === 'message';
}
