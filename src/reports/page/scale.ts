/** Maps a number from one range to another. */
export type Scale = (value: number) => number;

export function linear(from: readonly [number, number], to: readonly [number, number]): Scale {
  const span = from[1] - from[0];
  return (value) => to[0] + (span === 0 ? 0 : ((value - from[0]) / span) * (to[1] - to[0]));
}

/** Round numbers from 0 to at least `highest`, some four of them: 1, 2 or 5 times a power of ten apart. */
export function roundTicks(highest: number): readonly number[] {
  const rough = Math.max(1, highest) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? rough,
  );
  const ticks: number[] = [];
  for (let tick = 0; tick < highest + step; tick += step) {
    ticks.push(tick);
  }
  return ticks;
}

/** A coordinate, short enough for a small file. */
export function at(coordinate: number): string {
  return String(Math.round(coordinate * 10) / 10);
}
