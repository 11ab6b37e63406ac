import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { appRecOf } from '../exchange/committedMessage.ts';
import { careMessage } from '../formats/kith/careMessages.ts';
import type { RunningService } from '../http/runningService.ts';

/** What is changed of an example to make another message of it. */
export interface MessageChange {
  readonly id?: string;
  /** GenDate, without offset. */
  readonly made?: string;
  /** Tjenestetype (list 7309). */
  readonly serviceType?: 'N' | 'M' | 'C';
  readonly conversation?: string;
  readonly parent?: string;
  /** Further replacements, text for text. */
  readonly replace?: readonly (readonly [string | RegExp, string])[];
}

/** An example that ships with the product, by the name of its file. */
export function shippedMessage(file: string): string {
  return readFileSync(new URL(`../../examples/messages/${file}`, import.meta.url), 'utf8');
}

export interface MadeMessage {
  readonly id: string;
  readonly text: string;
}

const TEXTS = { N: 'Ny', M: 'Endring', C: 'Kansellering' } as const;

/** A message of an example that ships with the product: the same patient, sender and receiver. */
export function messageOf(example: string, change: MessageChange = {}): MadeMessage {
  return changed(careMessage(example), change);
}

export function changed(
  text: string,
  { id = randomUUID(), made, serviceType, conversation, parent, replace = [] }: MessageChange,
): MadeMessage {
  let made1 = text
    .replace(/(?<=<(?:\w+:)?MsgId>)[^<]*/, id)
    .replace(/<ConversationRef>[\s\S]*?<\/ConversationRef>\s*/, '');
  if (made !== undefined) {
    made1 = made1.replace(/(?<=<GenDate>)[^<]*/, made).replace(/(?<=<GenDate V=")[^"]*/, made);
  }
  if (serviceType !== undefined) {
    const code = `V="${serviceType}" DN="${TEXTS[serviceType]}"`;
    made1 = made1
      .replace(/(?<=<Forsendelsesstatus )V="[^"]*" DN="[^"]*"/, code)
      .replace(/(?<=<ServType )V="[^"]*" DN="[^"]*"/, code);
  }
  if (conversation !== undefined || parent !== undefined) {
    const [first, former] = [conversation ?? parent, parent ?? conversation];
    made1 = made1.replace(
      '</MsgId>',
      `</MsgId><ConversationRef><RefToParent>${former ?? ''}</RefToParent><RefToConversation>${first ?? ''}</RefToConversation></ConversationRef>`,
    );
  }
  for (const [from, to] of replace) {
    made1 = made1.replace(from, to);
  }
  return { id, text: made1 };
}

/** Posts and expects a positive acknowledgement. */
export async function postAll(service: RunningService, ...messages: readonly MadeMessage[]): Promise<void> {
  for (const { text } of messages) {
    const answer = await service.postMessage(text);
    expect(appRecOf(answer.text), answer.text).toEqual({ status: '1', errors: [] });
  }
}

/** All that is stored, as sets that do not depend on ids, versions and the time of the commit. */
export async function storedState(service: RunningService, types: readonly string[]): Promise<unknown> {
  const found = (await Promise.all(types.map((type) => service.search(type)))).flat();
  const names = new Map(
    found.map((resource) => [
      `${resource.resourceType}/${resource.id ?? ''}`,
      `${resource.resourceType}:${keyOf(resource)}`,
    ]),
  );
  return found
    .map((resource) => {
      const content = Object.entries(resource).filter(([element]) => element !== 'id' && element !== 'meta');
      return JSON.stringify(sorted(Object.fromEntries(content), names));
    })
    .sort();
}

function keyOf(resource: unknown): string {
  const identifier: unknown = Reflect.get(resource as object, 'identifier');
  return JSON.stringify(
    Array.isArray(identifier)
      ? identifier.map((one: { value?: string }) => withoutIds(one.value ?? '')).sort()
      : identifier,
  );
}

const withoutIds = (text: string): string =>
  text.replace(/(?:Encounter|CarePlan)\/[0-9a-f-]{36}/g, 'stay').replace(/plan\|[0-9a-f-]{36}/g, 'plan');

function sorted(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return names.get(value) ?? withoutIds(value).replace(/^[A-Z]\w+\/[0-9a-f-]{36}$/, 'elsewhere');
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => JSON.stringify(sorted(item, names))).sort();
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, item]: [string, unknown]) => [key, sorted(item, names)]),
  );
}
