import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pino } from 'pino';
import { LineBuffer } from '../../src/http/lineBuffer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function buffered() {
  const chunks: string[] = [];
  let synchronous = 0;
  const buffer = new LineBuffer({
    write: (chunk) => chunks.push(chunk),
    flushSync: () => (synchronous += 1),
  });
  return { buffer, chunks, synchronous: () => synchronous };
}

describe('lines of a log', () => {
  it('are written together after a moment', () => {
    const { buffer, chunks } = buffered();
    buffer.append('a\n');
    buffer.write('b\n');
    expect(chunks).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(chunks).toEqual(['a\nb\n']);
    buffer.append('c\n');
    vi.advanceTimersByTime(1_000);
    expect(chunks).toEqual(['a\nb\n', 'c\n']);
  });

  it('are written at once when there are many, in their order', () => {
    const { buffer, chunks } = buffered();
    const lines = Array.from({ length: 3_000 }, (_, index) => `${index} ${'x'.repeat(60)}\n`);
    lines.forEach((line) => buffer.append(line));
    expect(chunks.length).toBeGreaterThan(1);
    buffer.flush();
    expect(chunks.join('')).toBe(lines.join(''));
  });

  it('are written at once with an error that pino logs, and wait again after it', () => {
    const { buffer, chunks } = buffered();
    const logger = pino({ level: 'info', base: undefined, timestamp: false }, buffer);
    logger.info('before');
    expect(chunks).toEqual([]);
    logger.error('wrong');
    expect(chunks.join('')).toContain('before');
    expect(chunks.join('')).toContain('wrong');
    buffer.append('after\n');
    logger.warn('later');
    expect(chunks.join('')).not.toMatch(/after|later/);
  });

  it('are all written when that is asked for', () => {
    const { buffer, chunks, synchronous } = buffered();
    buffer.append('last\n');
    buffer.flushSync();
    expect(chunks).toEqual(['last\n']);
    expect(synchronous()).toBe(1);
  });

  it.each([
    ['ends by itself', ''],
    ['is ended', 'process.exit(0);'],
    [
      'ends with a fault',
      'process.on("uncaughtException", () => process.exit(0)); setTimeout(() => { throw new Error("x"); }, 1);',
    ],
  ])('are written when the process %s', (_how, end) => {
    const logging = new URL('../../src/http/logging.ts', import.meta.url).href;
    const program = `
      const { createLogger, requestLog } = await import(${JSON.stringify(logging)});
      const logger = createLogger('info');
      const log = requestLog(logger);
      for (let index = 0; index < 3; index += 1) {
        log({ id: 'id-' + index, method: 'GET', route: '/x', status: 200, milliseconds: 0 });
      }
      logger.info('last');
      ${end}`;
    const text = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
    });
    const lines = text.trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { reqId?: string }).reqId)).toEqual([
      'id-0',
      'id-1',
      'id-2',
      undefined,
    ]);
  });
});
