import { VALIDATION_FINDINGS } from '../findings.ts';
import type { NarrativeFault } from './narrativeReading.ts';
import { readNarrative } from './readNarrative.ts';
import type { ResourceContext } from '../resourceContext.ts';
import { shown } from '../shown.ts';
import type { Walk } from '../walk.ts';

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
  if (value.includes('\b') || value.includes('\f')) {
    walk.report(VALIDATION_FINDINGS.primitiveFormat, { found: shown(value), allowed: 'xhtml' });
  }
  const { faults, ids, links } = readNarrative(value);
  for (const fault of faults) {
    reportFault(walk, fault);
  }
  for (const link of links) {
    walk.context.localReferences.add(link);
    if (ids?.has(link) !== true && !outermost(walk).ids.has(link)) {
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

/** A link may lead to another part of the same resource, or of the Bundle around it. */
function outermost(walk: Walk): ResourceContext {
  let { context } = walk;
  while (context.outer !== undefined) {
    context = context.outer;
  }
  return context;
}
