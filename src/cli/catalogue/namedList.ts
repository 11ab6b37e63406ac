import { CommanderError } from 'commander';
import type { CodeSystem } from '@medplum/fhirtypes';
import type { Definitions } from '../../definitions/definitions.ts';
import { volven } from '../../fhir/systems.ts';
import { canonicalSystem } from '../../terminology/systemUri.ts';
import { EXIT } from '../exit.ts';

/** The URI of a list that is named by its Volven number, the id of its CodeSystem, or any of its URIs. */
export function uriOfList(name: string, definitions: Definitions): string {
  if (/^\d{4}$/.test(name)) {
    return volven(name);
  }
  const byId = definitions.read('CodeSystem', name);
  return byId?.resourceType === 'CodeSystem' && byId.url !== undefined ? byId.url : canonicalSystem(name);
}

/** How a list is named in a table: the number of a Volven list, else the end of its URI. */
export function shortName(uri: string): string {
  return /[.:/]([^.:/]+)$/.exec(uri)?.[1] ?? uri;
}

export function findList(uri: string, definitions: Definitions): CodeSystem | undefined {
  const found = definitions.find(uri);
  return found?.resourceType === 'CodeSystem' ? found : undefined;
}

/** @throws CommanderError (exit 2) for a list that is not here */
export function requireList(name: string, definitions: Definitions): CodeSystem {
  const found = findList(uriOfList(name, definitions), definitions);
  if (found === undefined) {
    process.stderr.write(
      `forlopsbro: there is no list "${name}". "catalogue list --all" shows all: name one by its number (9327), its id or its URI\n`,
    );
    throw new CommanderError(EXIT.wrongUsage, 'forlopsbro.list', `there is no list ${name}`);
  }
  return found;
}
