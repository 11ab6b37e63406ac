import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { CommanderError } from 'commander';
import type { CodeSystem } from '@medplum/fhirtypes';
import { published, saveImport } from '../../exchange/catalogueImports.ts';
import { hasErrors } from '../../findings/finding.ts';
import { LOCAL_OPERATOR } from '../../store/actor.ts';
import { mapsDerivedFrom } from '../../terminology/combinedCodeMaps.ts';
import type { Knowledge } from '../../terminology/knowledge.ts';
import { removedInUse } from '../../terminology/import/codesInUse.ts';
import { differenceOf, type ListDifference } from '../../terminology/import/difference.ts';
import {
  addImport,
  codeSystemsInForce,
  revertImport,
  type ListImported,
} from '../../terminology/import/importLog.ts';
import { mergeList } from '../../terminology/import/mergeList.ts';
import { readCodeSystemList, readCsvList, type ReadListResult } from '../../terminology/import/readList.ts';
import { EXIT } from '../exit.ts';
import { readInput } from '../input.ts';
import { printJson, reportFindings } from '../output.ts';
import { printDifference } from './difference.ts';
import { findList, uriOfList } from './namedList.ts';
import {
  changeCatalogue,
  readCatalogue,
  type DatabaseOption,
  type OpenedCatalogue,
} from './openedCatalogue.ts';

export interface ImportOptions extends DatabaseOption {
  /** The list that a CSV file is of. */
  readonly list?: string;
  readonly json?: boolean;
}

export interface ChangeOptions extends ImportOptions {
  readonly yes?: boolean;
}

/** What an import would change; nothing is changed. */
export async function diffList(file: string, options: ImportOptions): Promise<void> {
  const text = textOf(await readInput(file));
  const proposal = propose(await readCatalogue(options), text, file, options, new Date());
  if (proposal !== undefined) {
    show(proposal.difference, file, options);
  }
}

/** Puts a list in force, after its changes have been shown and agreed to. */
export async function importList(file: string, options: ChangeOptions): Promise<void> {
  const text = textOf(await readInput(file));
  await changeCatalogue(options, async (store, catalogue) => {
    const at = new Date();
    const proposal = propose(catalogue, text, file, options, at);
    if (proposal === undefined) {
      return;
    }
    show(proposal.difference, file, options);
    if (isUnchanged(proposal.difference)) {
      process.stderr.write('The list is in force as it is: nothing was imported.\n');
      return;
    }
    await agree(options, 'Put it in force?');
    const sequence = catalogue.imports.sequence + 1;
    const imported: ListImported = {
      id: String(sequence),
      at: at.toISOString(),
      source: basename(file),
      codeSystem: proposal.next,
    };
    const log = addImport(catalogue.imports.log, imported);
    reportSaved(
      await saveImport(
        store,
        LOCAL_OPERATOR,
        { log, sequence },
        proposal.next,
        mapsDerivedFrom(proposal.next, catalogue.shipped.definitions),
      ),
      `In force as import ${imported.id}; running services take it up within seconds. "catalogue revert ${imported.id}" goes back.\n`,
    );
  });
}

/** Takes an import back, after what that changes has been shown and agreed to. */
export async function revertList(id: string, options: ChangeOptions): Promise<void> {
  await changeCatalogue(options, async (store, { imports, knowledge, shipped }) => {
    const reverted = revertImport(imports.log, id, new Date().toISOString());
    if (!reverted.ok) {
      reportFindings(reverted.findings, options);
      return;
    }
    const taken = imports.log.find((entry): entry is ListImported => 'id' in entry && entry.id === id);
    const url = taken?.codeSystem.url ?? '';
    const present = findList(url, knowledge.definitions);
    const former =
      codeSystemsInForce(reverted.log).find((list) => list.url === url) ?? findList(url, shipped.definitions);
    if (present === undefined) {
      throw new Error(`The list ${url} of import ${id} is not in force`);
    }
    show(
      withCodesInUse(differenceOf(present, former ?? { ...present, concept: [] }), knowledge),
      '',
      options,
    );
    await agree(options, 'Take it back?');
    const sequence = imports.sequence + 1;
    reportSaved(
      await saveImport(
        store,
        LOCAL_OPERATOR,
        { log: reverted.log, sequence },
        former === undefined ? { gone: present } : former,
        former === undefined ? [] : mapsDerivedFrom(former, shipped.definitions),
      ),
      `Import ${id} is taken back; running services follow within seconds.\n`,
    );
  });
}

/** @param saved whether nobody else came first */
function reportSaved(saved: boolean, sentence: string): void {
  if (saved) {
    process.stderr.write(sentence);
  } else {
    process.exitCode = EXIT.inputErrors;
    process.stderr.write(
      'forlopsbro: somebody else has imported or taken back a list meanwhile. Nothing was changed; look at the difference again.\n',
    );
  }
}

interface Proposal {
  readonly next: CodeSystem;
  readonly difference: ListDifference;
}

/** The list that would be in force; undefined, with the faults told, when the file cannot be read as one. */
function propose(
  { knowledge }: OpenedCatalogue,
  text: string,
  file: string,
  options: ImportOptions,
  at: Date,
): Proposal | undefined {
  const { definitions, terminology, catalogue } = knowledge;
  const read: ReadListResult = isJson(text)
    ? readCodeSystemList(text, terminology)
    : readCsvList(text, uriOfList(requireListOption(options), definitions), terminology);
  if (!read.ok) {
    reportFindings(read.findings, { ...options, file });
    return undefined;
  }
  const current = findList(read.list.url, definitions);
  const next = published(
    mergeList(current, read.list, { version: at.toISOString(), editions: catalogue.editions }),
  );
  return { next, difference: withCodesInUse(differenceOf(current, next), knowledge) };
}

function withCodesInUse(difference: ListDifference, { definitions }: Knowledge): ListDifference {
  const inUse = removedInUse(difference, definitions.all<CodeSystem>('CodeSystem'));
  return { ...difference, findings: [...difference.findings, ...inUse] };
}

function requireListOption({ list }: ImportOptions): string {
  if (list === undefined) {
    process.stderr.write(
      'forlopsbro: a CSV file needs --list with the list that it is of, such as --list 9327\n',
    );
    throw new CommanderError(EXIT.wrongUsage, 'forlopsbro.list', '--list is missing');
  }
  return list;
}

function isJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/** UTF-8; a file that is none is read as Windows-1252, as Norwegian spreadsheets write CSV. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function show(difference: ListDifference, file: string, options: ImportOptions): void {
  if (options.json === true) {
    printJson(difference);
  } else {
    printDifference(difference);
    reportFindings(difference.findings, { file });
  }
  if (hasErrors(difference.findings)) {
    process.exitCode = EXIT.inputErrors;
  }
}

function isUnchanged({ added, removed, changed }: ListDifference): boolean {
  return added.length + removed.length + changed.length === 0;
}

/** @throws CommanderError (exit 2) when the operator does not agree, or cannot be asked and has not agreed by `--yes` */
async function agree({ yes }: ChangeOptions, question: string): Promise<void> {
  if (yes === true) {
    return;
  }
  if (!process.stdin.isTTY) {
    process.stderr.write('Nothing was changed. Add --yes to put it in force.\n');
    throw new CommanderError(EXIT.wrongUsage, 'forlopsbro.agree', 'not agreed to');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const reply = await terminal.question(`${question} [y/N] `);
  terminal.close();
  if (!/^(y|yes|j|ja)$/i.test(reply.trim())) {
    process.stderr.write('Nothing was changed.\n');
    throw new CommanderError(EXIT.wrongUsage, 'forlopsbro.agree', 'not agreed to');
  }
}
