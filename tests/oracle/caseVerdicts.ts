import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OfficialValidator } from './officialValidator.ts';
import { AREAS, caseTerminology, profileCases, profileDefinitions } from './profileCases.ts';

/**
 * Asks the official validator again of the cases of small profiles, and gives a line for each whose verdict is no
 * longer as written down (what we say of them is tested in tests/conformance/compiled/profileCases.test.ts).
 */
export async function compareCaseVerdicts(): Promise<{
  readonly judged: number;
  readonly lines: readonly string[];
}> {
  const folder = mkdtempSync(join(tmpdir(), 'profile-cases-'));
  for (const definition of [...profileDefinitions(), ...caseTerminology()]) {
    writeFileSync(
      join(folder, `${definition.resourceType}-${definition.id ?? ''}.json`),
      JSON.stringify(definition),
    );
  }
  const official = new OfficialValidator([folder]);
  const cases = AREAS.flatMap(profileCases);
  const lines = await Promise.all(
    cases.map(async ({ name, resource, profiles, isValid }) => {
      const verdict = await official.judge(JSON.stringify(resource), name, profiles);
      const isSame = verdict.failed === true || (verdict.errors === 0) === isValid;
      return isSame ? [] : [`${name} is written down as ${isValid ? 'valid' : 'invalid'}`];
    }),
  );
  official.close();
  rmSync(folder, { recursive: true });
  return { judged: cases.length, lines: lines.flat() };
}
