/**
 * How our definitions are laid out in profiles/: one top-level element a line, and one line a member of a
 * top-level list, so that a difference reads as a list of changed codes, and the head of a file can be read
 * without parsing it (src/definitions/resourceFile.ts).
 */
export function layOut(resource: object): string {
  const lines = Object.entries(resource).map(
    ([name, value]: [string, unknown]) => `  ${JSON.stringify(name)}: ${layOutValue(value)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

function layOutValue(value: unknown): string {
  return Array.isArray(value) && value.some((member) => typeof member === 'object')
    ? `[\n${value.map((member) => `    ${JSON.stringify(member)}`).join(',\n')}\n  ]`
    : JSON.stringify(value);
}
