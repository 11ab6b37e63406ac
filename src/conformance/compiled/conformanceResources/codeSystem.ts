import { VALIDATION_FINDINGS } from '../findings.ts';
import { textOf, type JsonObject } from '../json.ts';
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
  checkAllCodes(walk, codeSystem);
  checkConcepts(walk, codeSystem, codeSystem);
}

function fault(walk: Walk, text: string, step?: string): void {
  walk.report(VALIDATION_FINDINGS.definitionFault, { text }, step);
}

function checkProperties(walk: Walk, codeSystem: JsonObject): void {
  const codes = new Set<unknown>();
  const uris = new Set<unknown>();
  atEach(walk, codeSystem, 'property', ({ code, uri }) => {
    if (codes.has(code)) {
      fault(walk, `property ${shown(code)} × 2`);
    }
    codes.add(code);
    if (typeof uri === 'string') {
      if (uris.has(uri)) {
        fault(walk, `uri ${shown(uri)} × 2`);
      }
      uris.add(uri);
      if (uri.startsWith('http://hl7.org/fhir/') && !uri.startsWith(HL7_PROPERTIES)) {
        fault(walk, `${shown(uri)} ∉ ${HL7_PROPERTIES}`);
      }
    }
  });
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
  if (typeof count !== 'number') {
    return;
  }
  if (content === 'complete' && count !== found) {
    fault(walk, `count = ${count} ≠ ${found}`, 'count');
  } else if ((content === 'fragment' || content === 'example') && found >= count) {
    fault(walk, `count = ${count} ≤ ${found} (${content})`, 'count');
  }
  if (content === 'not-present' && found > 0) {
    fault(walk, `content = not-present, ${found} concepts`, 'concept');
  }
}

/** The value set of all codes includes the system, whole, and nothing else (R4, CodeSystem.valueSet). */
function checkAllCodes(walk: Walk, { url, valueSet }: JsonObject): void {
  const definition = typeof valueSet === 'string' ? walk.definitions.files.valueSet(valueSet) : undefined;
  if (definition?.compose === undefined) {
    return;
  }
  const { include } = definition.compose;
  const [only] = include;
  if (include.length !== 1 || only === undefined) {
    fault(walk, `${shown(valueSet)}: ${include.length} include`, 'valueSet');
  } else if (
    only.system !== url &&
    definition.version === walk.definitions.files.codeSystem(textOf(url))?.version
  ) {
    fault(walk, `${shown(valueSet)}: include.system = ${shown(only.system)}`, 'valueSet');
  } else if (only.concept !== undefined || only.filter !== undefined || only.valueSet !== undefined) {
    fault(walk, `${shown(valueSet)}: include + concept | filter | valueSet`, 'valueSet');
  }
}

function checkConcepts(walk: Walk, codeSystem: JsonObject, parent: JsonObject): void {
  const types = new Map(objectsAt(codeSystem, 'property').map(({ code, type }) => [code, type]));
  const visit = (holder: JsonObject): void =>
    atEach(walk, holder, 'concept', (concept) => {
      atEach(walk, concept, 'property', (property) => {
        const type = types.get(property['code']);
        const expected = typeof type === 'string' ? VALUE_OF_TYPE[type] : undefined;
        const found = Object.keys(property).find((key) => key.startsWith('value'));
        if (expected !== undefined && found !== undefined && found !== expected) {
          fault(walk, `${shown(property['code'])}: ${found} ≠ ${expected}`);
        }
      });
      visit(concept);
    });
  visit(parent);
}
