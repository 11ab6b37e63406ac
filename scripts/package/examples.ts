import type { Bundle, Resource } from '@medplum/fhirtypes';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createKithDecoder } from '../../src/formats/kith/decode.ts';
import { parsePathwayRecord } from '../../src/formats/record/parse.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { mapPathwayRecord } from '../../src/mapping/record/mapPathwayRecord.ts';
import { checkHistory } from '../../src/pathway/check.ts';
import { historyOfRecord } from '../../src/pathway/historyOfRecord.ts';
import { layOut } from '../definitions/layout.ts';
import { packagedResource, type PackagedResource } from './packagedResource.ts';

/** An example of the package, and the profiles that it is an example of. */
export interface PackagedExample extends PackagedResource {
  readonly profiles: readonly string[];
}

/** The day on which the journeys are looked at: so that the package is the same whenever it is made. */
const TODAY = '2026-03-02';

/**
 * The examples of each profile, and what becomes of the synthetic messages and journeys that ship with the product.
 *
 * @param examplesDir the folder examples/
 */
export function readExamples(examplesDir: string): readonly PackagedExample[] {
  const examples = [...ofProfiles(examplesDir), ...ofMessages(examplesDir), ...ofJourneys(examplesDir)];
  const byName = new Map(examples.map((example) => [example.fileName, example]));
  return [...byName.values()].sort((one, other) => (one.fileName < other.fileName ? -1 : 1));
}

function ofProfiles(examplesDir: string): readonly PackagedExample[] {
  const folder = join(examplesDir, 'profiles');
  return existsSync(folder)
    ? globSync('*/*.json', { cwd: folder })
        .sort()
        .map((path) => {
          const [profile = '', file = ''] = path.split(/[\\/]/);
          const resource = JSON.parse(readFileSync(join(folder, path), 'utf8')) as Resource;
          return example({ ...resource, id: `${profile}-${basename(file, '.json')}`.slice(0, 64) }, [
            profile,
          ]);
        })
    : [];
}

function ofMessages(examplesDir: string): readonly PackagedExample[] {
  const decoder = createKithDecoder(openKnowledge());
  const folder = join(examplesDir, 'messages');
  return globSync('*.xml', { cwd: folder })
    .sort()
    .flatMap((name) => {
      const decoded = decoder.decode(readFileSync(join(folder, name)));
      return decoded.kind === 'decoded'
        ? [example(named(decoded.bundle, `message-${basename(name, '.xml')}`), ['message-bundle'])]
        : [];
    });
}

function ofJourneys(examplesDir: string): readonly PackagedExample[] {
  const knowledge = openKnowledge();
  const folder = join(examplesDir, 'journeys');
  return globSync('*/*.json', { cwd: folder })
    .sort()
    .flatMap((path) => {
      const parsed = parsePathwayRecord(
        JSON.parse(readFileSync(join(folder, path), 'utf8')),
        knowledge.terminology,
      );
      if (!parsed.ok) {
        return [];
      }
      const findings = checkHistory(historyOfRecord(parsed.record), knowledge.catalogue, TODAY);
      const { bundle } = mapPathwayRecord(parsed.record, { ...knowledge, findings });
      const id = `journey-${path.replace(/\.json$/, '').replaceAll(/[\\/]/g, '-')}`;
      return [example(named(bundle, id), ['pathway-transaction'])];
    });
}

function named(bundle: Bundle, id: string): Bundle {
  return { ...bundle, id: id.replaceAll('.', '-') };
}

function example(resource: Resource, profiles: readonly string[]): PackagedExample {
  const { resourceType, id, ...rest } = resource;
  return { ...packagedResource(layOut({ resourceType, id, ...rest })), profiles };
}
