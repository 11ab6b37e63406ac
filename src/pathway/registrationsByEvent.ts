import type { DatedRegistration } from './preparedPathway.ts';

/** Registrations with a usable date by their event (9322), earliest first; an event that is not registered has none. */
export interface RegistrationsByEvent {
  get(event: string): readonly DatedRegistration[] | undefined;
}

/** A pathway has few events, so that a short list is searched faster than a Map is made. */
class EventLists implements RegistrationsByEvent {
  readonly #events: string[] = [];
  readonly #lists: DatedRegistration[][] = [];

  get(event: string): DatedRegistration[] | undefined {
    const events = this.#events;
    for (let index = 0; index < events.length; index += 1) {
      if (events[index] === event) {
        return this.#lists[index];
      }
    }
    return undefined;
  }

  add(registration: DatedRegistration): void {
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

export const NO_REGISTRATIONS: RegistrationsByEvent = new EventLists();

/** @param dated earliest first */
export function registrationsByEvent(dated: readonly DatedRegistration[]): RegistrationsByEvent {
  const lists = new EventLists();
  for (const registration of dated) {
    lists.add(registration);
  }
  return lists;
}
