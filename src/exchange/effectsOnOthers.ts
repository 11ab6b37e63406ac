import { createFinding, type Finding } from '../findings/finding.ts';
import type { CommittedResource } from './commit.ts';
import { EXCHANGE_FINDINGS } from './findings.ts';

/** What is to be told of a commit beside what it stored: parties of whom newer is known, numbers that were moved. */
export function effectsOnOthers(resources: readonly CommittedResource[]): readonly Finding[] {
  const newer = named(resources, 'newer-stored');
  const moved = named(resources, 'number-moved');
  return [
    ...(newer === '' ? [] : [createFinding(EXCHANGE_FINDINGS.newerStored, '', { resources: newer })]),
    ...(moved === '' ? [] : [createFinding(EXCHANGE_FINDINGS.numberMoved, '', { resources: moved })]),
  ];
}

function named(resources: readonly CommittedResource[], effect: CommittedResource['effect']): string {
  const references = resources
    .filter((resource) => resource.effect === effect)
    .map(({ reference }) => reference);
  return [...new Set(references)].join(', ');
}
