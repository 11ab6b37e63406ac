import type { Bundle, MessageHeader, OperationOutcome } from '@medplum/fhirtypes';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { PRODUCT } from '../../src/product.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { generateFaults } from '../../src/synthetic/faults.ts';
import { forlopsbro, ROOT } from './command.ts';

const RECORD = 'examples/journeys/d11-adult/08-end.json';
const MESSAGE = 'examples/messages/onward-referral-9327.xml';
const record = readFileSync(join(ROOT, RECORD), 'utf8');
const message = readFileSync(join(ROOT, MESSAGE), 'utf8');
const withUnknownCode = record.replace('D11A', 'D11Q');

const folder = mkdtempSync(join(tmpdir(), 'forlopsbro-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const COMMANDS = ['serve', 'map', 'translate', 'validate', 'check', 'generate', 'demo'];

function outcomeIn(output: string): OperationOutcome {
  const outcome = JSON.parse(output) as OperationOutcome;
  expect(outcome.resourceType).toBe('OperationOutcome');
  return outcome;
}

describe.concurrent('help and usage', () => {
  it('--help names every command and the exit statuses', async () => {
    const { status, output, errors } = await forlopsbro(['--help']);
    expect([status, errors]).toEqual([0, '']);
    for (const command of COMMANDS) {
      expect(output).toMatch(new RegExp(`^  ${command} `, 'm'));
    }
    expect(output).toContain('Exit status: 0 all is well, 1 the input has errors, 2 wrong usage.');
  });

  it.each(COMMANDS)('%s --help', async (command) => {
    const { status, output, errors } = await forlopsbro([command, '--help']);
    expect([status, errors]).toEqual([0, '']);
    expect(output).toContain(`Usage: forlopsbro ${command}`);
  });

  it('--version', async () => {
    expect(await forlopsbro(['--version'])).toEqual({ status: 0, output: `${PRODUCT.version}\n`, errors: '' });
  });

  it.each<readonly [string, string[]]>([
    ['no command', []],
    ['an unknown command', ['send']],
    ['an unknown option', ['map', '--fast', RECORD]],
    ['no file', ['map']],
    ['a file that is not there', ['check', 'nothing.json']],
    ['a folder', ['validate', 'examples']],
    ['no format', ['translate', MESSAGE]],
    ['an unknown format', ['translate', MESSAGE, '--to', 'pdf']],
    ['a count that is no number', ['generate', '--count', 'many']],
    ['a day that is none', ['generate', '--today', '2026-02-30']],
    ['one file too many', ['map', RECORD, RECORD]],
  ])('%s is wrong usage', async (_what, command) => {
    const { status, output, errors } = await forlopsbro(command);
    expect(status).toBe(2);
    expect(output).toBe('');
    expect(errors).not.toMatch(/^\s+at /m);
  });

  it.each<readonly [string, string[], Record<string, string>]>([
    ['serve', ['serve'], { HOST: '0.0.0.0' }],
    ['serve', ['serve'], { PORT: 'http' }],
    ['translate', ['translate', MESSAGE, '--to', 'fhir'], { KITH_SCHEMA_DIR: '/nothing' }],
    ['validate', ['validate', MESSAGE], { FHIR_PACKAGES_DIR: '/nothing' }],
  ])('%s with a setting that cannot be used is wrong usage, and names it', async (_what, command, environment) => {
    const { status, output, errors } = await forlopsbro(command, { environment });
    expect([status, output]).toEqual([2, '']);
    expect(errors).toMatch(new RegExp(`^forlopsbro: ${Object.keys(environment)[0] ?? ''} is .*\n$`));
  });
}); // prettier-ignore

describe.concurrent('map', () => {
  it('writes a transaction Bundle to standard output', async () => {
    const { status, output } = await forlopsbro(['map', RECORD]);
    const bundle = JSON.parse(output) as Bundle;
    expect([status, bundle.resourceType, bundle.type]).toEqual([0, 'Bundle', 'transaction']);
    expect(bundle.entry?.some(({ resource }) => resource?.resourceType === 'CarePlan')).toBe(true);
  });

  it('reads standard input, and gives the same each time', async () => {
    const [fromFile, fromInput] = await Promise.all([
      forlopsbro(['map', RECORD]),
      forlopsbro(['map', '-'], { input: record }),
    ]);
    expect(fromInput.output).toBe(fromFile.output);
  });

  it('tells errors as lines on standard error', async () => {
    const { status, output, errors } = await forlopsbro(['map', '-'], { input: withUnknownCode });
    expect([status, output]).toEqual([1, '']);
    expect(errors).toMatch(/^error 201 -: measurementPoints\[0\]\S*: .*D11Q.*\[.*9329.*\]$/m);
  });

  it('tells errors as an OperationOutcome with --json', async () => {
    const { status, output, errors } = await forlopsbro(['map', '-', '--json'], { input: withUnknownCode });
    expect([status, errors]).toEqual([1, '']);
    expect(outcomeIn(output).issue.map(({ details }) => details?.coding?.[0]?.code)).toContain('201');
  });

  it('says where the text is no JSON', async () => {
    const { status, errors } = await forlopsbro(['map', '-'], { input: '{\n  "identifier": }' });
    expect(status).toBe(1);
    expect(errors).toContain('line 2, column 17');
  });
});

describe.concurrent('translate', () => {
  it('makes FHIR of a message, and the message of that again', async () => {
    const there = await forlopsbro(['translate', MESSAGE, '--to', 'fhir']);
    const bundle = JSON.parse(there.output) as Bundle;
    expect([there.status, bundle.type]).toEqual([0, 'message']);
    expect((bundle.entry?.[0]?.resource as MessageHeader).eventCoding?.code).toBe('HENVISNING_VIDERE');
    const back = await forlopsbro(['translate', '-', '--to', 'kith'], { input: there.output });
    expect(back.status).toBe(0);
    expect(back.output).toContain('<MsgHead');
    const again = await forlopsbro(['translate', '-', '--to', 'fhir'], { input: back.output });
    expect(JSON.parse(again.output)).toEqual(bundle);
  });

  it('maps a pathway record', async () => {
    const [translated, mapped] = await Promise.all([
      forlopsbro(['translate', RECORD, '--to', 'fhir']),
      forlopsbro(['map', RECORD]),
    ]);
    expect(translated.output).toBe(mapped.output);
  });

  it('sends a plan to the receiver that is asked for', async () => {
    const plan = await forlopsbro(['map', RECORD]);
    const args = ['translate', '-', '--to', 'kith', '--receiver', '8399999'];
    const { status, output } = await forlopsbro(args, { input: plan.output });
    expect(status).toBe(0);
    const receiver = /<Receiver>[\s\S]*<\/Receiver>/.exec(output)?.[0] ?? '';
    expect(receiver).toContain('<Id>8399999</Id>');
    expect(receiver.match(/<Id>/g)).toHaveLength(1);
  });

  it('names the message types', async () => {
    const { status, output } = await forlopsbro(['translate', '--list']);
    expect(status).toBe(0);
    expect(output.split('\n')).toContain('kith:henvisning-2.0');
  });

  it.each([
    ['half a message', 'fhir', message.slice(0, message.length / 2), 'message-not-xml'],
    ['half a record', 'fhir', record.slice(0, record.length / 2), 'not-json'],
    ['a record', 'kith', record, 'not-a-message-bundle'],
  ])('refuses %s to %s with the reason', async (_what, to, input, code) => {
    const { status, output } = await forlopsbro(['translate', '-', '--to', to, '--json'], { input });
    expect(status).toBe(1);
    expect(outcomeIn(output).issue[0]?.details?.coding?.[0]?.code).toBe(code);
  });
});

describe.concurrent('validate', () => {
  it('judges records, messages and resources, told apart by their content', async () => {
    const patient = file('patient.json', '{"resourceType":"Patient","birthDate":"1988-08-15"}');
    const { status, errors } = await forlopsbro(['validate', RECORD, MESSAGE, patient]);
    expect(status).toBe(0);
    for (const name of [RECORD, MESSAGE, patient]) {
      expect(errors).toContain(`${name}: no errors`);
    }
  });

  it('says which file has errors, and where', async () => {
    const patient = file('wrong.json', '{"resourceType":"Patient","birthDate":"15.8.1988"}');
    const lines = await forlopsbro(['validate', RECORD, patient]);
    expect(lines.status).toBe(1);
    expect(lines.errors).toContain(`${RECORD}: no errors`);
    expect(lines.errors).toContain(`${patient}: has errors`);
    expect(lines.errors).toContain('Patient.birthDate');
    const json = await forlopsbro(['validate', '--json', RECORD, patient]);
    expect(json.status).toBe(1);
    const { issue } = outcomeIn(json.output);
    expect(issue.find(({ severity }) => severity === 'error')).toMatchObject({
      location: [patient],
      expression: ['Patient.birthDate'],
    });
  });
});

describe.concurrent('validate by profiles', () => {
  const plan = (content: object): string =>
    JSON.stringify({
      resourceType: 'CarePlan',
      status: 'active',
      intent: 'plan',
      subject: { display: 'x' },
      ...content,
    });

  it('judges by those that are asked for, and answers in Norwegian', async () => {
    const path = file('plan.json', plan({}));
    const known = ['--profile', 'http://hl7.org/fhir/StructureDefinition/CarePlan'];
    expect((await forlopsbro(['validate', path, ...known])).status).toBe(0);
    const { status, errors } = await forlopsbro([
      'validate',
      path,
      ...known,
      '--profile',
      'https://nobody.test/x',
      '--language',
      'no',
    ]);
    expect(status).toBe(1);
    expect(errors).toMatch(/^error profile-unknown .*er ikke kjent her/m);
    expect(errors).toContain(`${path}: har feil`);
  });

  it('refuses what $validate refuses: unknown extensions, and properties that stand twice', async () => {
    const path = file('twice.json', '{"resourceType":"Patient","active":true,"active":true}');
    const other = file(
      'extension.json',
      plan({ extension: [{ url: 'https://nobody.test/x', valueCode: 'x' }] }),
    );
    const { status, output } = await forlopsbro(['validate', path, other, '--format', 'json']);
    expect(status).toBe(1);
    const errors = outcomeIn(output).issue.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ details }) => details?.coding?.[0]?.code)).toEqual([
      'duplicate-key',
      'unknown-extension',
    ]);
  });

  it.each([
    ['--format', 'xml'],
    ['--language', 'sv'],
  ])('%s %s is wrong usage', async (option, value) => {
    expect((await forlopsbro(['validate', RECORD, option, value])).status).toBe(2);
  });
});

describe.concurrent('check', () => {
  it('counts what it found in one record', async () => {
    const { status, output, errors } = await forlopsbro(['check', RECORD]);
    expect([status, output]).toEqual([0, '']);
    expect(errors).toMatch(/^1 pathway record: 0 errors, 0 warnings, \d notes?$/m);
  });

  it('names the line in many', async () => {
    const compact = (text: string): string => JSON.stringify(JSON.parse(text));
    const input = `${compact(record)}\n\n{"broken":\n${compact(withUnknownCode)}\n`;
    const { status, errors } = await forlopsbro(['check', '-'], { input });
    expect(status).toBe(1);
    expect(errors).toMatch(/^error not-json -: line 3: /m);
    expect(errors).toMatch(/^error 201 -: line 4, measurementPoints\[0\]/m);
    expect(errors).toMatch(/^3 pathway records: 2 errors, /m);
  });

  it('takes a record of many lines that is cut off for one', async () => {
    const { status, output } = await forlopsbro(['check', '--json', '-'], { input: record.slice(0, -100) });
    expect(status).toBe(1);
    expect(outcomeIn(output).issue).toHaveLength(1);
  });

  it('is content with warnings, unless it is to be strict', async () => {
    const { catalogue } = openKnowledge();
    const late = [...generateFaults({ seed: 5, count: 100, today: '2026-03-10', catalogue })].find(
      ({ finding }) => finding === '208',
    );
    const swapped = JSON.stringify(late?.record);
    const [lenient, strict] = await Promise.all([
      forlopsbro(['check', '-'], { input: swapped }),
      forlopsbro(['check', '--strict', '-'], { input: swapped }),
    ]);
    expect(lenient.errors).toMatch(/^warning /m);
    expect([lenient.status, strict.status]).toEqual([0, 1]);
  });
});

describe.concurrent('generate', () => {
  it('writes a record a line, the same for the same seed and day', async () => {
    const command = ['generate', '--count', '5', '--seed', '7', '--today', '2026-03-10'];
    const [first, second, other] = await Promise.all([
      forlopsbro(command),
      forlopsbro(command),
      forlopsbro([...command, '--seed', '8']),
    ]);
    expect(first.status).toBe(0);
    expect(first.output.trimEnd().split('\n')).toHaveLength(5);
    expect(second.output).toBe(first.output);
    expect(other.output).not.toBe(first.output);
  });

  it('writes records that check finds nothing wrong in', async () => {
    const { output } = await forlopsbro(['generate', '--count', '40', '--seed', '11']);
    const { status, errors } = await forlopsbro(['check', '--strict', '-'], { input: output });
    expect(errors).toMatch(/40 pathway records: 0 errors, 0 warnings/);
    expect(status).toBe(0);
  });

  it('--faults writes records, each with the fault that it says', async () => {
    const { output } = await forlopsbro(['generate', '--count', '10', '--seed', '3', '--faults']);
    const faults = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { record: unknown; finding: string });
    const input = faults.map(({ record: faulty }) => `${JSON.stringify(faulty)}\n`).join('');
    const { issue } = outcomeIn((await forlopsbro(['check', '--json', '-'], { input })).output);
    faults.forEach(({ finding }, index) => {
      const ofLine = issue.filter(({ expression }) => expression?.[0]?.startsWith(`line ${index + 1},`));
      expect(ofLine.map(({ details }) => details?.coding?.[0]?.code)).toContain(finding);
    });
  });

  it('stops quietly when nobody reads on', async () => {
    const { stdout, stderr } = await promisify(execFile)(
      'bash',
      ['-c', `'${process.execPath}' src/cli/forlopsbro.ts generate --count 20000 | head -n 1; echo "\${PIPESTATUS[0]}"`],
      { cwd: ROOT },
    );
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('0');
  });
}); // prettier-ignore
