import type { StructureDefinition } from '@medplum/fhirtypes';
import { FHIR_TYPE_PREFIX } from '../compile.ts';
import { VALIDATION_FINDINGS } from '../findings.ts';
import { textOf, type JsonObject } from '../json.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { checkDifferential } from './differential.ts';
import { checkExtensionDefinition } from './extensionDefinition.ts';
import { atEach } from './objects.ts';
import { readableElements } from './readableElements.ts';
import { checkExpression } from './searchParameter.ts';

/** A StructureDefinition against its base, and its invariants as FHIRPath (R4, StructureDefinition). */
export function checkStructureDefinition(walk: Walk, definition: JsonObject): void {
  const { baseDefinition, kind, type, derivation } = definition;
  const base =
    typeof baseDefinition === 'string' ? walk.definitions.files.structure(baseDefinition) : undefined;
  if (base !== undefined && derivation === 'constraint') {
    if (base.kind !== kind) {
      fault(walk, `kind ${shown(kind)} ≠ ${shown(base.kind)} (${base.url})`, 'kind');
    }
    if (base.type !== type) {
      fault(walk, `type ${shown(type)} ≠ ${shown(base.type)} (${base.url})`, 'type');
    }
    const element = readableElements(definition['differential']);
    checkDifferential(
      walk,
      { ...definition, differential: { element } } as unknown as StructureDefinition,
      base,
    );
  }
  if (
    derivation === 'specialization' &&
    typeof type === 'string' &&
    definition['url'] !== FHIR_TYPE_PREFIX + type &&
    walk.definitions.knownType(type) !== undefined
  ) {
    // A type is defined once; others can but constrain it (R4, StructureDefinition.derivation).
    fault(walk, `specialization, type ${shown(type)}`, 'type');
  }
  if (definition['context'] !== undefined && type !== 'Extension') {
    fault(walk, `context, type ${shown(type)}`, 'context');
  }
  if (baseDefinition !== undefined && derivation === undefined) {
    fault(walk, 'baseDefinition, derivation = ∅', 'derivation');
  }
  if (type === 'Extension' && derivation === 'constraint') {
    checkExtensionDefinition(walk, definition);
  }
  for (const name of ['snapshot', 'differential']) {
    const part = definition[name];
    if (typeof part === 'object' && part !== null) {
      walk.at(name, () => checkElements(walk, part as JsonObject));
    }
  }
  const invariants: unknown = definition['contextInvariant'];
  for (const expression of Array.isArray(invariants) ? invariants : []) {
    checkExpression(walk, textOf(expression), 'contextInvariant');
    // FHIRPath has no %extension in R4 (R4 2.9.1.2).
    if (textOf(expression).includes('%extension')) {
      fault(walk, `${shown(expression)}: %extension`, 'contextInvariant');
    }
  }
}

function fault(walk: Walk, text: string, step: string): void {
  walk.report(VALIDATION_FINDINGS.definitionFault, { text }, step);
}

function checkElements(walk: Walk, part: JsonObject): void {
  atEach(walk, part, 'element', (element) => {
    atEach(walk, element, 'constraint', ({ expression }) => {
      if (typeof expression === 'string') {
        checkExpression(walk, expression, 'expression');
      }
    });
  });
}
