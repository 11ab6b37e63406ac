import { describe, expect, it } from 'vitest';
import { ownProfilesOf } from '../../../src/conformance/ownProfiles.ts';
import { createOurValidator, errorsIn, OUR_DEFINITIONS } from './ourDefinitions.ts';
import { producedFromMessages, producedFromRecords, type Produced } from './produced.ts';

const validator = createOurValidator();

/**
 * Errors by our profiles, each once. A sender's display that is not the list's stays as it was sent (it is told where
 * the message is received), so that it is no fault of the mapping.
 */
function faultsOf(produced: readonly Produced[]): readonly string[] {
  const faults = produced.flatMap(({ from, resource }) => {
    const findings = validator.validate(resource, { profiles: ownProfilesOf(resource, OUR_DEFINITIONS) });
    return errorsIn(findings.filter(({ definition }) => definition.code !== 'wrong-display')).map(
      (fault) => `${resource.resourceType} of ${from}: ${fault}`,
    );
  });
  return [...new Set(faults)];
}

describe('what is made here keeps our profiles', () => {
  it('of pathway records', () => {
    expect(faultsOf(producedFromRecords(40))).toEqual([]);
  });

  it('of messages', () => {
    expect(faultsOf(producedFromMessages())).toEqual([]);
  });
});

describe('each kind has its profile', () => {
  const produced = [...producedFromRecords(10), ...producedFromMessages()];

  it.each([
    ['CarePlan', ['pathway-care-plan', undefined]],
    ['Task', ['measurement-point-task', 'referral-task', undefined]],
    ['Encounter', ['pathway-encounter', undefined]],
    ['EpisodeOfCare', ['referral-period']],
    ['ServiceRequest', ['onward-referral', 'referral', undefined]],
    ['Bundle', ['message-bundle', 'pathway-transaction']],
    ['Patient', ['norwegian-patient']],
  ])('%s', (type, expected) => {
    const found = new Set(
      produced
        .filter(({ resource }) => resource.resourceType === type)
        .map(({ resource }) => ownProfilesOf(resource, OUR_DEFINITIONS)[0]?.replace(/^.*\//, '')),
    );
    expect([...found].sort()).toEqual([...expected].sort());
  });
});
