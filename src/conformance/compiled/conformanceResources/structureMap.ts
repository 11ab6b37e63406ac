import { VALIDATION_FINDINGS } from '../findings.ts';
import { isJsonObject, textOf, type JsonObject } from '../json.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';

/** Every context of a source or a target is an input of the group or a variable set before (R4, StructureMap). */
export function checkStructureMap(walk: Walk, { group }: JsonObject): void {
  for (const [index, each] of objects(group).entries()) {
    const known = new Set(objects(each['input']).map(({ name }) => textOf(name)));
    walk.at(`group[${index}]`, () => checkRules(walk, each['rule'], known));
  }
}

function checkRules(walk: Walk, rules: unknown, known: ReadonlySet<string>): void {
  for (const [index, rule] of objects(rules).entries()) {
    const inRule = new Set(known);
    walk.at(`rule[${index}]`, () => {
      for (const part of [...objects(rule['source']), ...objects(rule['target'])]) {
        const { context, variable } = part;
        if (typeof context === 'string' && part['contextType'] !== 'type' && !inRule.has(context)) {
          walk.report(VALIDATION_FINDINGS.definitionFault, { text: `context ${shown(context)}` });
        }
        if (typeof variable === 'string') {
          inRule.add(variable);
        }
      }
      checkRules(walk, rule['rule'], inRule);
    });
  }
}

function objects(value: unknown): readonly JsonObject[] {
  return [value].flat().filter(isJsonObject);
}
