import type { Catalogue, IntervalPoint, PathwayTime } from '../pathway/catalogue.ts';
import type { Indicator, IntervalIndicator } from './indicator.ts';

/**
 * A catalogue in which every pathway type has each interval that an indicator counts: where no pathway time is known
 * (adults, newborn, most of psychosis) one without a limit, so that its length is measured all the same. The catalogue
 * itself stays as it is.
 */
export function catalogueForIndicators(catalogue: Catalogue, indicators: readonly Indicator[]): Catalogue {
  const intervals = indicators.filter((indicator) => indicator.kind === 'interval');
  const known = catalogue.editions.flatMap(({ times }) => times);
  return {
    ...catalogue,
    editions: catalogue.editions.map((edition) => ({
      ...edition,
      times: [
        ...edition.times,
        ...[...catalogue.pathwayTypes.keys()].flatMap((type) =>
          intervals
            .filter(
              (interval) => !edition.times.some((time) => time.pathway === type && isOf(interval, time)),
            )
            .map((interval) => withoutLimit(type, interval, known)),
        ),
      ],
    })),
  };
}

/** Where the interval begins and ends is taken from the types for which it is known. */
function withoutLimit(
  pathway: string,
  interval: IntervalIndicator,
  known: readonly PathwayTime[],
): PathwayTime {
  const pattern = known.find((time) => isOf(interval, time));
  return {
    id: `${pathway}-${interval.id}`,
    pathway,
    from: pattern?.from ?? { event: interval.from, occurrence: 'first' },
    to: pattern?.to ?? { event: interval.to, occurrence: 'first' },
    days: {},
    confirmed: false,
    source: 'No pathway time is known',
  };
}

function isOf({ from, to }: IntervalIndicator, time: PathwayTime): boolean {
  return eventOf(time.from) === from && eventOf(time.to) === to;
}

function eventOf(point: IntervalPoint): string | undefined {
  return 'event' in point ? point.event : undefined;
}
