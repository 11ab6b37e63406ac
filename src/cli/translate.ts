import { Command } from 'commander';
import { folderSetting } from '../config.ts';
import { assessRecord } from '../exchange/assessRecord.ts';
import { translate, type TranslationContext } from '../exchange/translatePlan.ts';
import type { Finding } from '../findings/finding.ts';
import { hasResourceType } from '../fhir/resourceType.ts';
import { readJson } from '../formats/json.ts';
import { createKithDecoder, type KithDecoder } from '../formats/kith/decode.ts';
import { TARGETS, type MessageTranslation } from '../formats/kith/translateMessage.ts';
import { PLAN_FORMS, USUALLY_SUPPORTED } from '../mapping/message/outgoing/planForms.ts';
import type { Knowledge } from '../knowledge.ts';
import { mapPathwayRecord } from '../mapping/record/mapPathwayRecord.ts';
import { EXIT } from './exit.ts';
import { kindOfInput, readInput } from './input.ts';
import { knowledgeInForce, withDatabase, type DatabaseOption } from './knowledgeInForce.ts';
import { printJson, reportFindings } from './output.ts';

export interface TranslateOptions extends DatabaseOption {
  readonly to?: string;
  readonly supports?: string;
  readonly receiver?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

export function translateCommand(): Command {
  return withDatabase(new Command('translate'))
    .description(
      'KITH XML message or acknowledgement ↔ FHIR message Bundle; what FILE is, is told from its content',
    )
    .argument(
      '[file]',
      'a KITH XML message or acknowledgement, a FHIR message Bundle or a pathway record; - for standard input',
    )
    .option('--to <format>', 'fhir, kith, or a message type and version such as kith:henvisning-2.0')
    .option(
      '--supports <types>',
      `what the receiver of a plan can read, separated by commas: ${[...PLAN_FORMS.keys()].join(', ')}; ` +
        `${USUALLY_SUPPORTED.join(', ')} by default`,
    )
    .option(
      '--receiver <number>',
      'HER-id or organisation number of who is to have a plan; the municipal unit that it names by default',
    )
    .option('--list', 'name what a message can be translated to')
    .option('--json', 'print findings of a refused input as an OperationOutcome on standard output')
    .addHelpText(
      'after',
      '\nExample: npm run -s forlopsbro -- translate examples/messages/onward-referral-9327.xml --to fhir',
    )
    .action(async (file: string | undefined, options: TranslateOptions, command: Command) => {
      if (options.list === true) {
        process.stdout.write(TARGETS.map((target) => `${target}\n`).join(''));
        return;
      }
      const { to } = options;
      if (file === undefined || to === undefined || !TARGETS.includes(to)) {
        command.error('error: a file and --to fhir, --to kith or --to kith:TYPE (see --list) are wanted', {
          exitCode: EXIT.wrongUsage,
        });
      }
      const bytes = await readInput(file);
      const translated = translateInput(bytes, to, await knowledgeInForce(options), options);
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

/** The types of a list; undefined when none is given. */
function supportedIn(list: string | undefined): readonly string[] | undefined {
  return list?.split(',').map((type) => type.trim().replace(/^kith:/, ''));
}

function translateInput(
  bytes: Uint8Array,
  target: string,
  knowledge: Knowledge,
  { supports, receiver }: TranslateOptions,
): Translated {
  const supported = supportedIn(supports);
  const context: TranslationContext = {
    decoder: openDecoder(knowledge),
    texts: knowledge.terminology,
    now: new Date(),
    newId: () => crypto.randomUUID(),
    ...(supported === undefined ? {} : { supported }),
    ...(receiver === undefined ? {} : { receiver }),
  };
  if (kindOfInput(bytes) === 'xml') {
    return printable(translate(bytes, target, context));
  }
  const read = readJson(bytes);
  if (!read.ok) {
    return { findings: read.findings };
  }
  const value = typeof read.value === 'object' && read.value !== null ? read.value : {};
  return target === 'fhir' && !hasResourceType(value)
    ? recordToFhir(value, knowledge)
    : printable(translate(value, target, context));
}

function printable({ bundle, xml, findings }: MessageTranslation): Translated {
  if (xml !== undefined) {
    return { findings, output: () => void process.stdout.write(xml) };
  }
  return bundle === undefined ? { findings } : { findings, output: () => printJson(bundle) };
}

/** A pathway record becomes the transaction that POST /pathways would commit. */
function recordToFhir(value: object, knowledge: Knowledge): Translated {
  const assessed = assessRecord({ ...knowledge, now: () => new Date() }, value);
  const { findings } = assessed;
  return assessed.ok
    ? {
        findings,
        output: () => printJson(mapPathwayRecord(assessed.record, { ...knowledge, findings }).bundle),
      }
    : { findings };
}

function openDecoder({ terminology }: Pick<Knowledge, 'terminology'>): KithDecoder {
  const schemaDir = folderSetting(process.env, 'KITH_SCHEMA_DIR');
  return createKithDecoder({ terminology, ...(schemaDir === undefined ? {} : { schemaDir }) });
}
