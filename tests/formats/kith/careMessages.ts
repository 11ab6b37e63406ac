import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../../examples/messages/', import.meta.url);

export interface CareMessage {
  readonly name: string;
  readonly text: string;
}

/** The synthetic care messages and dialogues that ship with the product. */
export const CARE_MESSAGES: readonly CareMessage[] = readdirSync(FOLDER)
  .filter((file) => /^(care|dialogue)-.*\.xml$/.test(file))
  .sort()
  .map((file) => ({ name: file.replace('.xml', ''), text: readFileSync(new URL(file, FOLDER), 'utf8') }));

export function careMessage(name: string): string {
  const found = CARE_MESSAGES.find((message) => message.name === name);
  if (found === undefined) {
    throw new Error(`No example ${name}`);
  }
  return found.text;
}
