type Fields = Readonly<Record<string, unknown>>;

/** Why a conformance resource cannot be worked with; undefined when its shape is that of its type. */
export function definitionFault(resource: unknown): string | undefined {
  if (!isObject(resource)) {
    return 'is no resource';
  }
  switch (resource['resourceType']) {
    case 'StructureDefinition':
      return faultOfStructure(resource);
    case 'CodeSystem':
      return isListOf(resource['concept'], 'code') ? undefined : 'has concepts without a code';
    case 'ValueSet': {
      const { compose } = resource;
      return compose === undefined || (isObject(compose) && Array.isArray(compose['include']))
        ? undefined
        : 'has a compose without include';
    }
    default:
      return undefined;
  }
}

function faultOfStructure({ type, snapshot, differential }: Fields): string | undefined {
  if (typeof type !== 'string') {
    return 'has no type';
  }
  const views = [snapshot, differential].filter((view) => view !== undefined);
  const areLists = views.every((view) => isObject(view) && isListOf(view['element'], 'path'));
  return views.length === 0 || !areLists ? 'has no elements, or elements without a path' : undefined;
}

/** A list of objects that have the text; or nothing at all. */
function isListOf(value: unknown, name: string): boolean {
  return (
    value === undefined ||
    (Array.isArray(value) && value.every((each) => isObject(each) && typeof each[name] === 'string'))
  );
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
