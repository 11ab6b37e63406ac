/**
 * The same pieces, and `pause` each time that none has come for so long.
 *
 * @param pause milliseconds; absent: pauses are not told
 */
export async function* piecesWithPauses(
  pieces: AsyncIterable<Uint8Array>,
  pause: number | undefined,
): AsyncGenerator<Uint8Array | 'pause'> {
  if (pause === undefined) {
    yield* pieces;
    return;
  }
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = iterator.next();
      const first = await firstOf(next, pause);
      if (first === 'pause') {
        yield 'pause';
      }
      const result = first === 'pause' ? await next : first;
      if (result.done === true) {
        return;
      }
      yield result.value;
    }
  } finally {
    await iterator.return?.();
  }
}

async function firstOf<T>(next: Promise<T>, pause: number): Promise<T | 'pause'> {
  let timer: NodeJS.Timeout | undefined;
  const paused = new Promise<'pause'>((resolve) => {
    timer = setTimeout(resolve, pause, 'pause');
  });
  try {
    return await Promise.race([next, paused]);
  } finally {
    clearTimeout(timer);
  }
}
