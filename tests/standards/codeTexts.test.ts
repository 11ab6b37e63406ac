import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createConformance } from '../../src/conformance/conformance.ts';
import { describeFinding } from '../../src/findings/finding.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { HAS_STANDARDS, KITH_STANDARDS, NEEDS_STANDARDS } from './kith.ts';
import { decode } from './roundTrip.ts';

/** Senders write texts of their own beside codes: what becomes of the messages is valid with its displays too. */

const FILES = HAS_STANDARDS
  ? readdirSync(KITH_STANDARDS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.xml'))
  : [];

describe.skipIf(!HAS_STANDARDS)(`Displays of official messages${NEEDS_STANDARDS}`, () => {
  const conformance = createConformance({ current: openKnowledge() });

  it('are those of their codes, in every sample and receive test that is taken in', () => {
    const taken = FILES.flatMap((name) => {
      const reading = decode(readFileSync(`${KITH_STANDARDS}/${name}`), 'known');
      return reading.kind === 'decoded' ? [{ name, bundle: reading.bundle }] : [];
    });
    expect(taken.length).toBeGreaterThan(50);
    const faults = taken.flatMap(({ name, bundle }) =>
      conformance
        .judgeText(JSON.stringify(bundle))
        .filter(({ severity }) => severity === 'error')
        .map((finding) => `${name}: ${describeFinding(finding, 'en').message}`),
    );
    expect(faults).toEqual([]);
  });
});
