/**
 * How our definitions are laid out in profiles/: one top-level element a line, and one line a member of a list, so
 * that a difference reads as a list of changed codes, and the head of a file can be read without parsing it
 * (src/definitions/resourceFile.ts).
 */
export function layOut(resource: object): string {
  return `${layOutObject(resource, '')}\n`;
}

/** Elements that hold the long list one step further in: StructureDefinition.differential, ConceptMap.group. */
const HOLDS_LIST: ReadonlySet<string> = new Set(['differential', 'snapshot', 'group']);

function layOutObject(object: object, indent: string): string {
  const lines = Object.entries(object).map(
    ([name, value]: [string, unknown]) =>
      `${indent}  ${JSON.stringify(name)}: ${layOutValue(value, `${indent}  `, HOLDS_LIST.has(name))}`,
  );
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function layOutValue(value: unknown, indent: string, holdsList: boolean): string {
  if (Array.isArray(value) && value.some((member) => typeof member === 'object')) {
    const lines = value.map(
      (member: unknown) => `${indent}  ${layOutValue(member, `${indent}  `, holdsList)}`,
    );
    return `[\n${lines.join(',\n')}\n${indent}]`;
  }
  return holdsList && typeof value === 'object' && value !== null
    ? layOutObject(value, indent)
    : JSON.stringify(value);
}
