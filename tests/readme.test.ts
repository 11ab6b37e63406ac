import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SETTING_ROWS } from '../src/config.ts';
import { startServer, type RunningServer } from './bench/process.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md'];

function textOf(document: string): string {
  return readFileSync(join(ROOT, document), 'utf8');
}

interface Command {
  readonly line: string;
  /** What the document shows of its output, where it shows some: parts between ellipses and line breaks. */
  readonly shown: readonly string[];
}

/** The commands of the fenced sh blocks; a plain block that follows shows the output of the last one before it. */
function commandsIn(text: string): readonly Command[] {
  const commands: Command[] = [];
  for (const [, language = '', content = ''] of text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)) {
    if (language === 'sh') {
      for (const line of content.split('\n')) {
        const command = line.replace(/\s#\s.*$/, '').trim();
        if (command !== '') {
          commands.push({ line: command, shown: [] });
        }
      }
    } else if (language === '' && commands.length > 0) {
      const { line = '' } = commands.pop() ?? {};
      commands.push({ line, shown: content.split(/…|\n/).map(normal).filter((part) => part !== '') });
    }
  }
  return commands;
} // prettier-ignore

/** Without white space; ids that differ from run to run as an asterisk. */
function normal(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, '*')
    .replace(/\s+/g, '')
    .replace(/,$/, '');
}

const commands = DOCUMENTS.flatMap((document) => commandsIn(textOf(document)));
const requests = commands.filter(({ line }) => line.includes('curl '));
const tools = commands.filter(({ line }) => line.startsWith('npm run -s forlopsbro -- '));
/** Each has a test of its own elsewhere, or needs what a test does not have. */
const NOT_RUN = [
  /^npm ci && npm (start|test)$/,
  /^docker /,
  /^npm run (bench|chaos|check|coverage:messages)\b/,
];

let server: RunningServer;
const folder = mkdtempSync(join(tmpdir(), 'forlopsbro-readme-'));
beforeAll(async () => {
  server = await startServer('src/main.ts', '/ready', {
    DATABASE_URL: `sqlite:${join(folder, 'readme.db')}`,
  });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
}); // prettier-ignore

async function run(line: string): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-e', '-o', 'pipefail', '-c', line], {
    cwd: ROOT,
    maxBuffer: 100_000_000,
    env: {
      PATH: [join(ROOT, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
      HOME: process.env['HOME'],
    },
  });
  return stdout;
}

describe('the commands that the documents show', () => {
  it('are run here, or are known to need more than a test has', () => {
    const others = commands.filter((command) => !requests.includes(command) && !tools.includes(command));
    for (const { line } of others) {
      expect(NOT_RUN.some((pattern) => pattern.test(line)), line).toBe(true);
    }
    expect(requests.length).toBeGreaterThanOrEqual(6);
    expect(tools.length).toBeGreaterThanOrEqual(6);
  }); // prettier-ignore

  it.each(requests)('$line', async ({ line, shown }) => {
    const output = await run(line.replaceAll('http://127.0.0.1:8080', server.url));
    expect(output).toMatch(/^\s*[{<]/);
    expect(output).not.toContain('no-such-address');
    for (const part of shown) {
      expect(normal(output)).toContain(part);
    }
  });

  it.each(tools)('$line', async ({ line }) => {
    await expect(run(line)).resolves.toBeTypeOf('string');
  });

  it('npm run demo', async () => {
    const output = await run('npm run -s demo');
    for (const journey of ['d01-substance-use', 'd10-newborn', 'd11-adult', 'd11-transfer', 'd12-child']) {
      expect(output).toContain(`Journey journeys/${journey}`);
    }
    expect(output).toContain('AppRec <Status V="1" DN="OK"/>');
    expect(output).toMatch(/CarePlan D11 .*: completed/);
    expect(output).toMatch(/Task completed/);
    expect(output).toMatch(/Encounter AMB/);
    expect(output).not.toMatch(/\b(4\d\d|5\d\d), /);
  }, 120_000);
});

describe('what the documents name', () => {
  it.each(DOCUMENTS)('is there: %s', (document) => {
    const names = Array.from(textOf(document).matchAll(/`([^`\n]+)`/g), ([, name = '']) => name);
    const paths = names.filter((name) => /^(?:src|tests|examples|profiles|scripts|docs)\/[\w./-]+$/.test(name));
    for (const path of paths) {
      expect(existsSync(join(ROOT, path)), path).toBe(true);
    }
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    for (const [, script = ''] of textOf(document).matchAll(/npm run (?:-s )?([\w:-]+)/g)) {
      expect(Object.keys(scripts)).toContain(script);
    }
    for (const [, target = ''] of textOf(document).matchAll(/\]\(((?!http)[^)#]+)\)/g)) {
      expect(existsSync(join(ROOT, target)), target).toBe(true);
    }
  }); // prettier-ignore

  it('README.md has the table of the settings', () => {
    const rows = Array.from(textOf('README.md').matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.*) \|$/gm), (row) => row.slice(1));
    expect(rows).toEqual(
      SETTING_ROWS.map(({ name, byDefault, meaning }) => [name, byDefault === '' ? '' : `\`${byDefault}\``, meaning]),
    );
  }); // prettier-ignore
});
