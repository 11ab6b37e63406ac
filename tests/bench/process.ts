import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface RunningServer {
  readonly url: string;
  /** Milliseconds from the start of the process to the first answer. */
  readonly readyAfter: number;
  /** Resident memory now, megabytes. */
  residentMegabytes(): number;
  /** What the process has had of the processors up to now, milliseconds: unlike rates, hardly touched by what else runs. */
  processorMilliseconds(): number;
  stop(): Promise<void>;
  /** Ends it as a power cut would: kill -9. */
  kill(): Promise<void>;
}

/** Starts a Node script as a process of its own, on a free port, and waits until `path` answers. */
export async function startServer(
  script: string,
  path: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, [script], {
    cwd: ROOT,
    // Vitest has a BASE_URL of its own in the environment, which is not meant for the service.
    env: { ...process.env, BASE_URL: '', LOG_LEVEL: 'silent', ...environment, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswered(`${url}${path}`, child);
  return {
    url,
    readyAfter: performance.now() - started,
    residentMegabytes: () => residentOf(child),
    processorMilliseconds: () => processorTimeOf(child),
    stop: () => endProcess(child, 'SIGTERM'),
    kill: () => endProcess(child, 'SIGKILL'),
  };
}

async function untilAnswered(address: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    try {
      await fetch(address);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  throw new Error(`the server ended with status ${child.exitCode} before it answered`);
}

function residentOf(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** Milliseconds of a clock tick, in which Linux counts (proc_pid_stat(5), fields 14 and 15). */
const TICK = 10;

function processorTimeOf(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid ?? 0}/stat`, 'utf8');
  const [user, system] = status
    .slice(status.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return ((user ?? Number.NaN) + (system ?? Number.NaN)) * TICK;
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') {
    throw new Error('no free port');
  }
  return address.port;
}
