import type { CodedRegistration, DatedRegistration } from './preparedPathway.ts';

/** Registrations by their event (9322); an event that is not registered has none. */
export interface ListsByEvent<Registered> {
  get(event: string): readonly Registered[] | undefined;
}

/** Those with a usable date, earliest first. */
export type RegistrationsByEvent = ListsByEvent<DatedRegistration>;

/** A pathway has few events, so that a short list is searched faster than a Map is made. */
class EventLists<Registered extends CodedRegistration> implements ListsByEvent<Registered> {
  readonly #events: string[] = [];
  readonly #lists: Registered[][] = [];

  get(event: string): Registered[] | undefined {
    const events = this.#events;
    for (let index = 0; index < events.length; index += 1) {
      if (events[index] === event) {
        return this.#lists[index];
      }
    }
    return undefined;
  }

  add(registration: Registered): void {
    const { event } = registration.resolved;
    const list = this.get(event);
    if (list === undefined) {
      this.#events.push(event);
      this.#lists.push([registration]);
    } else {
      list.push(registration);
    }
  }
}

export const NO_REGISTRATIONS: RegistrationsByEvent = new EventLists<DatedRegistration>();

/** In the order in which they come: by date where they come so. */
export function registrationsByEvent<Registered extends CodedRegistration>(
  registrations: readonly Registered[],
): ListsByEvent<Registered> {
  const lists = new EventLists<Registered>();
  for (const registration of registrations) {
    lists.add(registration);
  }
  return lists;
}
