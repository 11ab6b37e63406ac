import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { SETTING_ROWS } from '../../src/config.ts';
import { forlopsbro, ROOT } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'forlopsbro-serve-'));
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
  running.clear();
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Service {
  readonly child: ChildProcess;
  readonly url: URL;
  /** Standard output so far. */
  readonly output: () => string;
  /** Its exit status, once it has ended. */
  readonly ended: Promise<number | null>;
}

async function serve(environment: Readonly<Record<string, string>> = {}): Promise<Service> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], PORT: '0', DATABASE_URL: `sqlite:${join(folder, 'data', 'a.db')}`, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  }); // prettier-ignore
  running.add(child);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let output = '';
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const ready = /is ready on (\S+)/.exec(output)?.[1];
      if (ready !== undefined && output.includes('Try next:')) {
        resolve(ready);
      }
    });
    child.once('exit', (status) => {
      reject(new Error(`it ended with status ${status}`));
    });
  });
  return { child, url: new URL(address), output: () => output, ended };
}

async function opened(url: URL): Promise<Socket> {
  const socket = connect(Number(url.port), url.hostname);
  await once(socket, 'connect');
  return socket;
}

async function readAll(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
  }
  return text;
}

const record = readFileSync(join(ROOT, 'examples/journeys/d11-adult/02-started.json'));

describe('the service', () => {
  it('says what it serves and what to try, makes its database, and stops with status 0', async () => {
    const { child, url, output, ended } = await serve();
    for (const path of ['/fhir/metadata', '/pathways/schema.json', '/docs', '/ready', '/health']) {
      expect((await fetch(new URL(path, url))).status, path).toBe(200);
      expect(path === '/ready' || path === '/health' || output().includes(path), path).toBe(true);
    }
    const example = /--data-binary @(\S+) (\S+)/.exec(output());
    expect(existsSync(join(ROOT, example?.[1] ?? ''))).toBe(true);
    expect(example?.[2]).toBe(new URL('/pathways', url).href);
    expect(existsSync(join(folder, 'data', 'a.db'))).toBe(true);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output()).toContain('"msg":"stopped"');
  });

  it('answers a request that is under way when it is told to stop, keeps what it told, and takes no new one', async () => {
    const database = { DATABASE_URL: `sqlite:${join(folder, 'stopping.db')}` };
    const { child, url, ended } = await serve(database);
    const [underWay, late] = [await opened(url), await opened(url)];
    const half = Math.floor(record.length / 2);
    underWay.write(
      `POST /pathways HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${record.length}\r\n\r\n`,
    );
    underWay.write(record.subarray(0, half));
    late.write('POST /pathways HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n');
    await fetch(new URL('/ready', url));
    child.kill('SIGTERM');
    await untilRefused(url);
    late.write('content-length: 2\r\n\r\n{}');
    underWay.write(record.subarray(half));
    const [answer, refusal] = await Promise.all([readAll(underWay), readAll(late)]);
    expect(answer).toMatch(/^HTTP\/1\.1 201 /);
    expect(refusal).toMatch(/^HTTP\/1\.1 503 /);
    expect(refusal).toContain('service-stopping');
    expect(await ended).toBe(0);

    const again = await serve(database);
    const known = await fetch(new URL('/pathways', again.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: record,
    });
    expect(known.status).toBe(200);
    expect(await known.text()).toContain('record-unchanged');
  });

  it('waits for what is under way no longer than SHUTDOWN_GRACE', async () => {
    const { child, url, ended } = await serve({ SHUTDOWN_GRACE: '50' });
    const socket = await opened(url);
    socket.on('error', () => undefined);
    socket.write('POST /pathways HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{');
    await fetch(new URL('/ready', url));
    child.kill('SIGINT');
    expect(await ended).toBe(1);
  }); // prettier-ignore
});

/** Until the service listens no more. */
async function untilRefused(url: URL): Promise<void> {
  for (;;) {
    try {
      (await opened(url)).destroy();
    } catch {
      return;
    }
  }
}

describe('a service that cannot start', () => {
  it('says that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const result = await forlopsbro(['serve'], {
      environment: { PORT: String(port), DATABASE_URL: 'sqlite::memory:' },
    });
    other.close();
    expect(result.status).toBe(1);
    expect(result.errors).toBe(`forlopsbro: cannot listen on 127.0.0.1:${port} (EADDRINUSE)\n`);
  });

  it.each([
    ['a file where the folder should be', () => `sqlite:${join(ROOT, 'package.json')}/a.db`],
    [
      'a file that is no database',
      () => {
        const path = join(folder, 'text.db');
        writeFileSync(path, 'This is no database. '.repeat(100));
        return `sqlite:${path}`;
      },
    ],
  ])('says why: %s', async (_what, databaseUrl) => {
    const result = await forlopsbro(['serve'], { environment: { PORT: '0', DATABASE_URL: databaseUrl() } });
    expect(result.status).toBe(1);
    expect(result.errors).toMatch(/^forlopsbro: cannot start: .+\n$/);
  });

  it('of which only the settings are asked shows them all', async () => {
    const { output } = await forlopsbro(['serve', '--help']);
    for (const { name, meaning } of SETTING_ROWS) {
      expect(output).toContain(name);
      expect(output).toContain(meaning);
    }
  });
});
