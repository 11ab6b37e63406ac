import { VALIDATION_FINDINGS } from '../findings.ts';
import { textOf, type JsonObject } from '../json.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';
import { atEach, objectsAt } from './objects.ts';

/** Items depend on other questions, and not on those within them (R4, Questionnaire.item.enableWhen.question). */
export function checkQuestionnaire(walk: Walk, questionnaire: JsonObject): void {
  checkItems(walk, questionnaire, linkIdsIn(questionnaire));
}

function linkIdsIn(parent: JsonObject, found = new Set<string>()): ReadonlySet<string> {
  for (const item of objectsAt(parent, 'item')) {
    found.add(textOf(item['linkId']));
    linkIdsIn(item, found);
  }
  return found;
}

const NONE: ReadonlySet<string> = new Set();

function checkItems(walk: Walk, parent: JsonObject, linkIds: ReadonlySet<string>): void {
  atEach(walk, parent, 'item', (item) => {
    const within = item['enableWhen'] === undefined ? NONE : linkIdsIn(item);
    atEach(walk, item, 'enableWhen', ({ question }) => {
      if (
        typeof question === 'string' &&
        (question === item['linkId'] || !linkIds.has(question) || within.has(question))
      ) {
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
