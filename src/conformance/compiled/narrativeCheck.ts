import { isJsonObject } from './json.ts';
import { VALIDATION_FINDINGS } from './findings.ts';
import { readNarrative, type NarrativeFault } from './narrative.ts';
import { shown } from './shown.ts';
import type { Walk } from './walk.ts';

/** Judges the div of a narrative, where we stand. */
export function checkNarrative(walk: Walk, value: unknown): void {
  if (typeof value !== 'string' || value === '') {
    walk.report(
      value === '' || value === null ? VALIDATION_FINDINGS.emptyValue : VALIDATION_FINDINGS.jsonType,
      {
        found: shown(value),
        allowed: 'string',
      },
    );
    return;
  }
  const { faults, ids, links } = readNarrative(value);
  for (const fault of faults) {
    reportFault(walk, fault);
  }
  for (const link of links) {
    walk.context.localReferences.add(link);
    if (!ids.has(link) && !hasId(walk.context.root.value, link) && !hasNarrativeId(walk, link)) {
      walk.report(VALIDATION_FINDINGS.narrativeLink, { found: shown(`#${link}`) });
    }
  }
}

function reportFault(walk: Walk, { kind, found }: NarrativeFault): void {
  switch (kind) {
    case 'notXhtml':
      walk.report(VALIDATION_FINDINGS.narrativeNotXhtml, { text: found });
      break;
    case 'unsafe':
      walk.report(VALIDATION_FINDINGS.narrativeUnsafe, { found });
      break;
    case 'empty':
      walk.report(VALIDATION_FINDINGS.narrativeEmpty);
  }
}

/** Whether an element of the resource has the id. */
function hasId(value: unknown, id: string): boolean {
  if (Array.isArray(value)) {
    return value.some((each) => hasId(each, id));
  }
  return isJsonObject(value) && (value['id'] === id || Object.values(value).some((each) => hasId(each, id)));
}

/** A link may lead to another narrative of the same resource, or of the Bundle around it. */
function hasNarrativeId(walk: Walk, id: string): boolean {
  let { context } = walk;
  while (context.outer !== undefined) {
    context = context.outer;
  }
  const wanted = [`id="${id}"`, `id='${id}'`, `name="${id}"`, `name='${id}'`];
  return hasText(context.value, wanted);
}

function hasText(value: unknown, wanted: readonly string[]): boolean {
  if (typeof value === 'string') {
    return wanted.some((text) => value.includes(text));
  }
  return (
    typeof value === 'object' && value !== null && Object.values(value).some((each) => hasText(each, wanted))
  );
}
