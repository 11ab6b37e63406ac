import type { Encounter, Extension } from '@medplum/fhirtypes';
import { extensionUrl } from '../../../fhir/systems.ts';

/** Extensions of which a stay has as many as its messages tell. */
const REPEATED: ReadonlySet<string> = new Set(
  ['timed-event', 'affiliated-unit', 'information-given', 'sent-document', 'assisted-communication'].map(
    extensionUrl,
  ),
);

/**
 * What several messages tell of one stay: the newer over the older, people, units and events of all of them. In one
 * pass: a stay can have hundreds of notices, each of which repeats what the former ones told.
 */
export function mergeStays([first, ...others]: readonly [Encounter, ...Encounter[]]): Encounter {
  if (others.length === 0) {
    return first;
  }
  const extensions = new ExtensionsTold(first.extension ?? []);
  const participants = new Distinct(first.participant ?? []);
  const references = new Distinct(first.basedOn ?? []);
  let merged = first;
  let period = first.period;
  for (const newer of others) {
    extensions.tell(newer.extension ?? []);
    newer.participant?.forEach((participant) => participants.add(participant));
    newer.basedOn?.forEach((reference) => references.add(reference));
    period = period === undefined && newer.period === undefined ? undefined : { ...period, ...newer.period };
    merged = {
      ...merged,
      ...newer,
      ...(newer.class.code === undefined ? { class: merged.class } : {}),
    };
  }
  const extension = extensions.all;
  const participant = participants.all;
  const basedOn = references.all;
  return {
    ...merged,
    ...(extension.length === 0 ? {} : { extension }),
    ...(participant.length === 0 ? {} : { participant }),
    ...(basedOn.length === 0 ? {} : { basedOn }),
    ...(period === undefined ? {} : { period }),
  };
}

/** Values in the order in which they were first told, each once. */
class Distinct<T extends object> {
  readonly #byContent = new Map<string, T>();

  constructor(items: readonly T[]) {
    items.forEach((item) => {
      this.add(item);
    });
  }

  get all(): T[] {
    return [...this.#byContent.values()];
  }

  /** @returns what the value is known by from then on */
  add(item: T): string {
    const key = contentKey(item);
    if (!this.#byContent.has(key)) {
      this.#byContent.set(key, item);
    }
    return key;
  }

  remove(key: string): void {
    this.#byContent.delete(key);
  }
}

/** The extensions of a stay: those of which it has one are as last told. */
class ExtensionsTold {
  readonly #told = new Distinct<Extension>([]);
  /** URL → keys of those that a newer one takes the place of. */
  readonly #single = new Map<string, readonly string[]>();

  constructor(first: readonly Extension[]) {
    this.tell(first);
  }

  get all(): Extension[] {
    return this.#told.all;
  }

  tell(newer: readonly Extension[]): void {
    for (const { url } of newer) {
      this.#single.get(url)?.forEach((key) => {
        this.#told.remove(key);
      });
      this.#single.delete(url);
    }
    for (const extension of newer) {
      const { url } = extension;
      const key = this.#told.add(extension);
      if (!REPEATED.has(url)) {
        this.#single.set(url, [...(this.#single.get(url) ?? []), key]);
      }
    }
  }
}

/** The notices of a patient are put together several times for each message that comes, and say the same each time. */
const KEYS = new WeakMap<object, string>();

/** The same for equal content, whatever the order of its elements. */
export function contentKey(value: object): string {
  const key = KEYS.get(value) ?? textOf(value);
  KEYS.set(value, key);
  return key;
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  return Array.isArray(value)
    ? `[${value.map(textOf).join(',')}]`
    : `{${Object.entries(value)
        .map(([name, item]) => `${name}:${textOf(item)}`)
        .sort()
        .join(',')}}`;
}
