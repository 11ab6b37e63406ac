import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  BROKEN_EXAMPLES,
  brokenExample,
  EXAMPLES_DIR,
  layOutExample,
  validExamples,
} from '../../../scripts/definitions/brokenExamples/derive.ts';
import { constraintsOf } from './constraints.ts';
import { createOurValidator, errorsIn, OUR_PROFILES, profileUrl, shownFindings } from './ourDefinitions.ts';

const validator = createOurValidator();
const ids = OUR_PROFILES.map(({ id = '' }) => id);

it('there are examples of every profile, and of nothing else', () => {
  expect(readdirSync(EXAMPLES_DIR, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()).toEqual([...ids].sort());
});

describe.each(OUR_PROFILES)('$id', (profile) => {
  const { id = '', type, kind } = profile;
  const examples = validExamples(id);
  const rows = BROKEN_EXAMPLES.filter((row) => row.profile === id);

  it('has two valid examples or more', () => {
    expect(examples.length).toBeGreaterThanOrEqual(2);
  });

  it.each(examples.map(({ path, resource }) => ({ name: basename(path), resource })))(
    'is kept by $name, which names it',
    ({ resource }) => {
      expect(errorsIn(validator.validate(resource))).toEqual([]);
      expect(resource).toMatchObject(
        kind === 'resource'
          ? { resourceType: type, meta: { profile: [profileUrl(id)] } }
          : { meta: { profile: [expect.stringContaining(profileUrl(''))] } },
      );
    },
  );

  it('has an example that breaks each constraint of its differential', () => {
    expect(rows.map(({ breaks }) => breaks).sort()).toEqual([...constraintsOf(profile)].sort());
  });

  it('says of each constraint, beside it, why it is there', () => {
    const elements = profile.differential?.element ?? [];
    const isExplained = (element: string): boolean =>
      elements.some(
        (each) => each.id === element && (each.requirements ?? each.constraint?.[0]?.human) !== undefined,
      );
    const unexplained = constraintsOf(profile)
      .map((constraint) => constraint.slice(0, constraint.lastIndexOf(' ')))
      .filter((element) => !isExplained(element));
    expect(unexplained).toEqual([]);
  });

  it.each(rows)('$breaks broken is found, and nothing else', (row) => {
    const valid = examples.find(({ path }) => basename(path) === `${row.example}.json`)?.resource;
    const known = new Set(shownFindings(validator.validate(valid)));
    const found = shownFindings(validator.validate(brokenExample(row).resource));
    expect(found.filter((finding) => !known.has(finding))).toEqual(row.expected);
  });

  it('has its broken examples written (npm run definitions)', () => {
    const folder = join(EXAMPLES_DIR, id, 'invalid');
    const broken = rows.map(brokenExample);
    expect(readdirSync(folder).sort()).toEqual(broken.map(({ path }) => basename(path)).sort());
    for (const { path, resource } of broken) {
      expect(readFileSync(path, 'utf8')).toBe(layOutExample(resource));
    }
  });
});
