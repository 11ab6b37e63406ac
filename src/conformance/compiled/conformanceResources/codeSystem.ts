import { VALIDATION_FINDINGS } from '../findings.ts';
import { textOf, type JsonObject } from '../json.ts';
import { isAbsoluteUri } from '../primitives.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { atEach, objectsAt } from './objects.ts';

/** Properties of concepts that HL7 defines (CodeSystem http://hl7.org/fhir/concept-properties). */
const HL7_PROPERTIES = 'http://hl7.org/fhir/concept-properties#';

/** The value[x] that goes with each type of property (R4, CodeSystem.concept.property.value[x]). */
const VALUE_OF_TYPE: Readonly<Record<string, string>> = {
  code: 'valueCode',
  Coding: 'valueCoding',
  string: 'valueString',
  integer: 'valueInteger',
  boolean: 'valueBoolean',
  dateTime: 'valueDateTime',
  decimal: 'valueDecimal',
};

/** Properties, counts, supplements and the value set of all codes of a CodeSystem (R4, CodeSystem). */
export function checkCodeSystem(walk: Walk, codeSystem: JsonObject): void {
  checkProperties(walk, codeSystem);
  checkContent(walk, codeSystem);
  checkSupplement(walk, codeSystem);
  checkAllCodes(walk, codeSystem);
  checkConcepts(walk, codeSystem, codeSystem);
}

function fault(walk: Walk, text: string, step?: string): void {
  walk.report(VALIDATION_FINDINGS.definitionFault, { text }, step);
}

function checkProperties(walk: Walk, codeSystem: JsonObject): void {
  const codes = new Set<unknown>();
  const uris = new Set<unknown>();
  atEach(walk, codeSystem, 'property', ({ code, uri, type }) => {
    if (codes.has(code)) {
      fault(walk, `property ${shown(code)} × 2`);
    }
    codes.add(code);
    if (typeof uri === 'string') {
      if (uris.has(uri)) {
        fault(walk, `uri ${shown(uri)} × 2`);
      }
      uris.add(uri);
      checkPropertyUri(walk, uri, type);
    }
  });
}

/** The properties that HL7 defines, with the type that each has where it has but one. */
const HL7_PROPERTY_TYPES: Readonly<Record<string, string | undefined>> = {
  parent: 'code',
  child: 'code',
  partOf: 'code',
  synonym: 'code',
  status: 'code',
  comment: 'string',
  inactive: 'boolean',
  notSelectable: 'boolean',
  itemWeight: 'decimal',
  effectiveDate: 'dateTime',
  deprecationDate: 'dateTime',
  retirementDate: 'dateTime',
};

/** Those that have a code of the system itself as their value. */
const HIERARCHY: readonly string[] = ['parent', 'child'];

function checkPropertyUri(walk: Walk, uri: string, type: unknown): void {
  if (!isAbsoluteUri(uri)) {
    fault(walk, `uri ${shown(uri)}`, 'uri');
    return;
  }
  if (!uri.startsWith('http://hl7.org/fhir/')) {
    return;
  }
  const name = uri.startsWith(HL7_PROPERTIES) ? uri.slice(HL7_PROPERTIES.length) : '';
  const wanted = HL7_PROPERTY_TYPES[name];
  if (!Object.hasOwn(HL7_PROPERTY_TYPES, name)) {
    fault(walk, `${shown(uri)} ∉ ${HL7_PROPERTIES}`);
  } else if (wanted !== undefined && type !== wanted) {
    fault(walk, `${shown(uri)}: type ${shown(type)} ≠ ${wanted}`);
  }
}

function countOf(parent: JsonObject): number {
  return objectsAt(parent, 'concept').reduce((sum, concept) => sum + 1 + countOf(concept), 0);
}

function checkContent(walk: Walk, codeSystem: JsonObject): void {
  const { content, count, supplements } = codeSystem;
  const found = countOf(codeSystem);
  if (content === 'supplement' && supplements === undefined) {
    fault(walk, 'content = supplement, supplements = ∅');
  } else if (supplements !== undefined && content !== 'supplement') {
    fault(walk, `supplements ≠ ∅, content = ${shown(content)}`);
  }
  if (content === 'not-present' && found > 0) {
    fault(walk, `content = not-present, ${found} concepts`, 'concept');
  }
  if (typeof count !== 'number') {
    return;
  }
  if (content === 'complete' && count !== found) {
    fault(walk, `count = ${count} ≠ ${found}`, 'count');
  } else if ((content === 'fragment' || content === 'example') && found >= count) {
    fault(walk, `count = ${count} ≤ ${found} (${content})`, 'count');
  }
}

/** A supplement adds to codes that its code system has, and has no case of its own (R4 codesystem.html#supplements). */
function checkSupplement(walk: Walk, codeSystem: JsonObject): void {
  const { content, supplements, caseSensitive } = codeSystem;
  if (content !== 'supplement' || typeof supplements !== 'string') {
    return;
  }
  if (caseSensitive !== undefined) {
    fault(walk, 'content = supplement, caseSensitive ≠ ∅', 'caseSensitive');
  }
  const table = walk.definitions.codeTable(supplements.split('|')[0] ?? '');
  if (table?.isComplete !== true) {
    return;
  }
  const visit = (holder: JsonObject): void =>
    atEach(walk, holder, 'concept', (concept) => {
      if (typeof concept['code'] === 'string' && table.find(concept['code']) === undefined) {
        walk.report(
          VALIDATION_FINDINGS.unknownCode,
          { found: shown(concept['code']), rule: supplements },
          'code',
        );
      }
      visit(concept);
    });
  visit(codeSystem);
}

/** The value set of all codes includes the system, whole, and nothing else (R4, CodeSystem.valueSet). */
function checkAllCodes(walk: Walk, { url, valueSet }: JsonObject): void {
  const definition = typeof valueSet === 'string' ? walk.definitions.files.valueSet(valueSet) : undefined;
  if (definition?.compose === undefined) {
    return;
  }
  const known = walk.definitions.files.codeSystem(textOf(url));
  const { include } = definition.compose;
  const [only] = include;
  if (include.length !== 1 || only === undefined) {
    fault(walk, `${shown(valueSet)}: ${include.length} include`, 'valueSet');
  } else if (only.system !== url && (known === undefined || definition.version === known.version)) {
    fault(walk, `${shown(valueSet)}: include.system = ${shown(only.system)}`, 'valueSet');
  } else if (only.concept !== undefined || only.filter !== undefined || only.valueSet !== undefined) {
    fault(walk, `${shown(valueSet)}: include + concept | filter | valueSet`, 'valueSet');
  }
}

function checkConcepts(walk: Walk, codeSystem: JsonObject, parent: JsonObject): void {
  const types = new Map(objectsAt(codeSystem, 'property').map(({ code, type }) => [code, type]));
  const hierarchy = new Set(
    objectsAt(codeSystem, 'property').flatMap(({ code, uri }) =>
      HIERARCHY.some((name) => uri === HL7_PROPERTIES + name) ? [code] : [],
    ),
  );
  const codes = hierarchy.size === 0 ? NO_CODES : new Set(codesOf(codeSystem));
  const visit = (holder: JsonObject): void =>
    atEach(walk, holder, 'concept', (concept) => {
      atEach(walk, concept, 'property', (property) => {
        const type = types.get(property['code']);
        const expected = typeof type === 'string' ? VALUE_OF_TYPE[type] : undefined;
        const found = Object.keys(property).find((key) => key.startsWith('value'));
        if (expected !== undefined && found !== undefined && found !== expected) {
          fault(walk, `${shown(property['code'])}: ${found} ≠ ${expected}`);
        }
        const { valueCode } = property;
        if (hierarchy.has(property['code']) && typeof valueCode === 'string' && !codes.has(valueCode)) {
          walk.report(
            VALIDATION_FINDINGS.unknownCode,
            { found: shown(valueCode), rule: textOf(codeSystem['url']) },
            'valueCode',
          );
        }
      });
      visit(concept);
    });
  visit(parent);
}

const NO_CODES: ReadonlySet<unknown> = new Set();

function codesOf(parent: JsonObject): readonly unknown[] {
  return objectsAt(parent, 'concept').flatMap((concept) => [concept['code'], ...codesOf(concept)]);
}
