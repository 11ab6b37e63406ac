import type { CodeTable } from '../codeSystems.ts';
import { VALIDATION_FINDINGS } from '../findings.ts';
import { textOf, type JsonObject } from '../json.ts';
import { shown } from '../shown.ts';
import type { CodeChoice } from '../valueSets.ts';
import type { Walk } from '../walk.ts';
import { atEach } from './objects.ts';

/** Codes of a ConceptMap that are not in their systems or value sets (R4, ConceptMap). */
export function checkConceptMap(walk: Walk, conceptMap: JsonObject): void {
  const source = scopeOf(walk, conceptMap, 'source');
  const target = scopeOf(walk, conceptMap, 'target');
  atEach(walk, conceptMap, 'group', (group) => {
    const from = tableOf(walk, group['source']);
    const to = tableOf(walk, group['target']);
    atEach(walk, group, 'element', (element) => {
      checkCode(walk, element['code'], group['source'], from, source);
      atEach(walk, element, 'target', (each) => checkCode(walk, each['code'], group['target'], to, target));
    });
  });
}

/** The value set that the map is from or to; what is no value set is a fault. */
function scopeOf(walk: Walk, conceptMap: JsonObject, side: 'source' | 'target'): CodeChoice | undefined {
  const canonical = conceptMap[`${side}Canonical`] ?? conceptMap[`${side}Uri`];
  if (typeof canonical !== 'string') {
    return undefined;
  }
  const choice = walk.definitions.codeChoice(canonical);
  if (choice === undefined && walk.definitions.files.codeSystem(canonical) !== undefined) {
    walk.report(
      VALIDATION_FINDINGS.definitionFault,
      { text: `${shown(canonical)}: CodeSystem ≠ ValueSet` },
      side,
    );
  }
  return choice;
}

function tableOf(walk: Walk, system: unknown): CodeTable | undefined {
  return typeof system === 'string' ? walk.definitions.codeTable(system) : undefined;
}

function checkCode(
  walk: Walk,
  code: unknown,
  system: unknown,
  table: CodeTable | undefined,
  scope: CodeChoice | undefined,
): void {
  if (typeof code !== 'string') {
    return;
  }
  if (table?.isComplete === true && table.find(code) === undefined) {
    walk.report(VALIDATION_FINDINGS.unknownCode, { found: shown(code), rule: textOf(system) }, 'code');
  } else if (typeof system === 'string' && scope?.judge(system, code) === 'out') {
    walk.report(
      VALIDATION_FINDINGS.codeNotAllowed,
      { found: shown(code), rule: scope.url, profile: 'ConceptMap', allowed: scope.title },
      'code',
    );
  }
}
