import { VALIDATION_FINDINGS } from '../findings.ts';
import { textOf, type JsonObject } from '../json.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { atEach, objectsAt } from './objects.ts';

/** Every context of a source or a target is an input of the group or a variable set before (R4, StructureMap). */
export function checkStructureMap(walk: Walk, structureMap: JsonObject): void {
  atEach(walk, structureMap, 'group', (group) =>
    checkRules(walk, group, new Set(objectsAt(group, 'input').map(({ name }) => textOf(name)))),
  );
}

function checkRules(walk: Walk, parent: JsonObject, known: ReadonlySet<string>): void {
  atEach(walk, parent, 'rule', (rule) => {
    const inRule = new Set(known);
    for (const part of [...objectsAt(rule, 'source'), ...objectsAt(rule, 'target')]) {
      const { context, variable } = part;
      if (typeof context === 'string' && part['contextType'] !== 'type' && !inRule.has(context)) {
        walk.report(VALIDATION_FINDINGS.definitionFault, { text: `context ${shown(context)}` });
      }
      if (typeof variable === 'string') {
        inRule.add(variable);
      }
    }
    checkRules(walk, rule, inRule);
  });
}
