import { typesOfElement, UnknownElementError, type PathType } from '../fhirPath/pathTypes.ts';
import { VALIDATION_FINDINGS } from '../findings.ts';
import { textOf, type JsonObject } from '../json.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { atEach, objectsAt } from './objects.ts';
import { checkExpression } from './searchParameter.ts';

/** What a name in a rule stands for: where it may be used, and its types where they can be told. */
interface Variable {
  readonly mode: string;
  readonly types: readonly PathType[] | undefined;
}

/** The variables of a rule, before those of the rules and the group around it. */
interface Scope {
  readonly own: Map<string, Variable>;
  readonly outer: Scope | undefined;
}

function variableIn(scope: Scope | undefined, name: string): Variable | undefined {
  return scope === undefined ? undefined : (scope.own.get(name) ?? variableIn(scope.outer, name));
}

/** The structures by alias, and whether all are HL7's, so that no other type can be meant. */
interface Structures {
  readonly urls: ReadonlyMap<string, string>;
  readonly areHl7s: boolean;
}

function structuresOf(structureMap: JsonObject): Structures {
  const structures = objectsAt(structureMap, 'structure');
  return {
    urls: new Map(structures.map(({ alias, url }) => [textOf(alias), textOf(url)])),
    areHl7s: structures.every(({ url }) => textOf(url).startsWith(HL7_TYPES)),
  };
}

const HL7_TYPES = 'http://hl7.org/fhir/StructureDefinition/';

/** The groups of a map by name; without those of maps that it imports, which are not followed. */
interface Groups {
  readonly byName: ReadonlyMap<string, JsonObject>;
  readonly areAll: boolean;
}

/**
 * Contexts of sources and targets are inputs of the group or variables set before, in the same mode; the elements named
 * are those of their types; groups that are called are there (R4, StructureMap).
 */
export function checkStructureMap(walk: Walk, structureMap: JsonObject): void {
  const groups: Groups = {
    byName: new Map(objectsAt(structureMap, 'group').map((group) => [textOf(group['name']), group])),
    areAll: structureMap['import'] === undefined,
  };
  const structures = structuresOf(structureMap);
  atEach(walk, structureMap, 'group', (group) => {
    checkGroupNamed(walk, groups, group['extends'], 'extends');
    const variables = new Map<string, Variable>();
    atEach(walk, group, 'input', (input) => {
      variables.set(textOf(input['name']), {
        mode: textOf(input['mode']),
        types: typesOfInput(walk, structures, input),
      });
    });
    checkRules(walk, group, { own: variables, outer: undefined }, groups);
  });
}

function reportFault(walk: Walk, text: string, step?: string): void {
  walk.report(VALIDATION_FINDINGS.definitionFault, { text }, step);
}

/** The type of an input is the alias of a structure, or a type's name. */
function typesOfInput(
  walk: Walk,
  { urls, areHl7s }: Structures,
  { type }: JsonObject,
): readonly PathType[] | undefined {
  if (typeof type !== 'string') {
    return undefined;
  }
  const url = urls.get(type) ?? '';
  const known = walk.definitions.knownType(url === '' ? type : url.slice(url.lastIndexOf('/') + 1));
  if (known === undefined && url === '' && areHl7s) {
    reportFault(walk, `type ${shown(type)}`, 'type');
  }
  return known === undefined ? undefined : [known];
}

function checkGroupNamed(
  walk: Walk,
  { byName, areAll }: Groups,
  name: unknown,
  step: string,
): JsonObject | undefined {
  const found = typeof name === 'string' ? byName.get(name) : undefined;
  if (typeof name === 'string' && found === undefined && areAll) {
    reportFault(walk, `group ${shown(name)}`, step);
  }
  return found;
}

function checkRules(walk: Walk, parent: JsonObject, outer: Scope, groups: Groups): void {
  atEach(walk, parent, 'rule', (rule) => {
    const inRule: Scope = { own: new Map(), outer };
    atEach(walk, rule, 'source', (source) => checkSource(walk, source, inRule));
    atEach(walk, rule, 'target', (target) => checkTarget(walk, target, inRule));
    checkRules(walk, rule, inRule, groups);
    atEach(walk, rule, 'dependent', (dependent) => checkCall(walk, dependent, inRule, groups));
  });
}

function checkSource(walk: Walk, source: JsonObject, scope: Scope): void {
  const { variable, type } = source;
  const types = typesAt(walk, source, 'source', scope);
  const names = types?.map((each) => (typeof each === 'string' ? each : each.name)) ?? [];
  if (typeof type === 'string' && names.length > 0 && !names.includes(type)) {
    reportFault(walk, `type ${shown(type)} ∉ ${names.join(' | ')}`, 'type');
  }
  if (typeof variable === 'string') {
    const chosen = typeof type === 'string' ? walk.definitions.knownType(type) : undefined;
    scope.own.set(variable, { mode: 'source', types: chosen === undefined ? types : [chosen] });
  }
}

function checkTarget(walk: Walk, target: JsonObject, scope: Scope): void {
  const { context, contextType, variable, transform } = target;
  if (contextType === 'type') {
    if (typeof context === 'string' && walk.definitions.knownType(context) === undefined) {
      reportFault(walk, `context ${shown(context)}`, 'context');
    }
  } else {
    typesAt(walk, target, 'target', scope);
  }
  const expression = objectsAt(target, 'parameter').at(-1)?.['valueString'];
  if (transform === 'evaluate' && typeof expression === 'string') {
    checkExpression(walk, expression, 'parameter');
  }
  if (typeof variable === 'string') {
    // A transform decides of which type it is.
    scope.own.set(variable, { mode: 'target', types: undefined });
  }
}

/** The types of the element that a source or a target names, or of its context where it names none. */
function typesAt(
  walk: Walk,
  { context, element }: JsonObject,
  mode: 'source' | 'target',
  scope: Scope,
): readonly PathType[] | undefined {
  if (typeof context !== 'string') {
    return undefined;
  }
  const variable = variableIn(scope, context);
  if (variable?.mode !== mode) {
    reportFault(walk, `context ${shown(context)}`, 'context');
    return undefined;
  }
  if (typeof element !== 'string' || variable.types === undefined) {
    return variable.types;
  }
  try {
    return typesOfElement(element, variable.types);
  } catch (error) {
    if (!(error instanceof UnknownElementError)) {
      throw error;
    }
    reportFault(walk, `${error.types.join(' | ')} ∌ ${element.slice(0, 64)}`, 'element');
    return undefined;
  }
}

/** Another group is called with as many variables as it has inputs, each of that input's mode. */
function checkCall(walk: Walk, dependent: JsonObject, scope: Scope, groups: Groups): void {
  const group = checkGroupNamed(walk, groups, dependent['name'], 'name');
  const given: unknown = dependent['variable'];
  if (group === undefined || !Array.isArray(given)) {
    return;
  }
  const inputs = objectsAt(group, 'input');
  if (inputs.length !== given.length) {
    reportFault(walk, `group ${shown(dependent['name'])}: ${given.length} ≠ ${inputs.length}`, 'variable');
    return;
  }
  for (const [index, { mode }] of inputs.entries()) {
    const name: unknown = given[index];
    if (typeof name === 'string' && variableIn(scope, name)?.mode !== mode) {
      reportFault(walk, `${textOf(mode)} ${shown(name)}`, `variable[${index}]`);
    }
  }
}
