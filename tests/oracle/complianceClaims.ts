import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PROFILES_DIR } from '../../scripts/definitions/profiles.ts';
import { OUR_PROFILES } from '../conformance/profiles/ourDefinitions.ts';
import { OfficialValidator } from './officialValidator.ts';

const NO_BASIS = resolve(import.meta.dirname, '../../../shared/standards/no-basis');

const CLAIM = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-compliesWithProfile';

/**
 * What HL7's validator, with no-basis at hand, has against the profiles that claim to comply with one of its profiles.
 * Nothing is judged where no-basis is absent.
 */
export async function refutedClaims(): Promise<{
  readonly judged: number;
  readonly lines: readonly string[];
}> {
  const claiming = existsSync(NO_BASIS)
    ? OUR_PROFILES.filter(({ extension }) => extension?.some(({ url }) => url === CLAIM))
    : [];
  if (claiming.length === 0) {
    return { judged: 0, lines: [] };
  }
  const official = new OfficialValidator([
    ...['StructureDefinition', 'ValueSet', 'CodeSystem'].map((type) => join(PROFILES_DIR, type)),
    NO_BASIS,
  ]);
  const lines = await Promise.all(
    claiming.map(async (profile) => {
      const { id = '' } = profile;
      const { issues } = await official.judge(JSON.stringify(profile), id);
      return issues
        .filter(({ severity }) => severity === 'error' || severity === 'fatal')
        .map(({ message }) => `${id}: ${message}`);
    }),
  );
  official.close();
  return { judged: claiming.length, lines: lines.flat() };
}
