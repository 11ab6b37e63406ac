import autocannon from 'autocannon';

export interface LoadResult {
  /** Requests answered a second. */
  readonly rate: number;
  /** How long it went on. */
  readonly seconds: number;
  /** Median latency, milliseconds. */
  readonly median: number;
  /** Latency that 99 of 100 stay under, milliseconds. */
  readonly p99: number;
  readonly not2xx: number;
}

export interface Load {
  readonly url: string;
  /** Bodies to POST, one a request, in turn; absent: GET. */
  readonly bodies?: readonly string[];
  /** Paths with their queries to GET, one a request, in turn; absent: that of the address. */
  readonly paths?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections?: number;
  /** Seconds; with `bodies` and `once` each body is sent once instead. */
  readonly seconds?: number;
  readonly once?: boolean;
}

/** Sends requests as fast as they are answered over a few connections. */
export async function load({
  url,
  bodies,
  paths,
  headers,
  connections = 10,
  seconds = 5,
  once = false,
}: Load): Promise<LoadResult> {
  let next = 0;
  const result = await autocannon({
    url,
    connections,
    ...(once ? { amount: bodies?.length ?? 1 } : { duration: seconds }),
    ...(bodies === undefined
      ? {
          headers: { ...headers },
          ...(paths !== undefined && {
            requests: [
              {
                setupRequest: (request) => {
                  const path = paths[next % paths.length] ?? '/';
                  next += 1;
                  return { ...request, path };
                },
              },
            ],
          }),
        }
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          requests: [
            {
              setupRequest: (request) => {
                const body = bodies[next % bodies.length] ?? '';
                next += 1;
                return { ...request, body };
              },
            },
          ],
        }),
  });
  return {
    rate: result.requests.total / result.duration,
    seconds: result.duration,
    median: result.latency.p50,
    p99: result.latency.p99,
    not2xx: result.non2xx + result.errors,
  };
}
