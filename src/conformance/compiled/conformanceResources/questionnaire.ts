import { VALIDATION_FINDINGS } from '../findings.ts';
import { textOf, type JsonObject } from '../json.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { atEach, objectsAt } from './objects.ts';

/** The questions on which items depend are others of the Questionnaire (R4, Questionnaire.item.enableWhen.question). */
export function checkQuestionnaire(walk: Walk, questionnaire: JsonObject): void {
  const linkIds = new Set<string>();
  const collect = (parent: JsonObject): void => {
    for (const item of objectsAt(parent, 'item')) {
      linkIds.add(textOf(item['linkId']));
      collect(item);
    }
  };
  collect(questionnaire);
  checkItems(walk, questionnaire, linkIds);
}

function checkItems(walk: Walk, parent: JsonObject, linkIds: ReadonlySet<string>): void {
  atEach(walk, parent, 'item', (item) => {
    atEach(walk, item, 'enableWhen', ({ question }) => {
      if (typeof question === 'string' && (question === item['linkId'] || !linkIds.has(question))) {
        walk.report(
          VALIDATION_FINDINGS.definitionFault,
          { text: `enableWhen ${shown(question)} (linkId ${shown(item['linkId'])})` },
          'question',
        );
      }
    });
    checkItems(walk, item, linkIds);
  });
}
