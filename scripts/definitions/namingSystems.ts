import type { CodeSystem, NamingSystem, NamingSystemUniqueId } from '@medplum/fhirtypes';
import { volven } from '../../src/fhir/systems.ts';
import { alternativeUris } from '../../src/terminology/systemUri.ts';
import { PUBLICATION } from './publication.ts';

/** Lists that we do not hold, but that are known under several URIs. */
const WITHOUT_CODES: Readonly<Record<string, string>> = { '7110': 'ICD-10', '7170': 'ICPC-2' };

/** A list's number in NPR's reporting format (list 8410). */
const NPR_NUMBER: Readonly<Record<string, string>> = { '9327': 'T' };

/** A NamingSystem for each Volven list, with all URIs in use for it. */
export function deriveNamingSystems(codeSystems: readonly CodeSystem[]): NamingSystem[] {
  const lists = codeSystems.flatMap(({ url = '', title = '' }) => {
    const list = /\.(\d{4})$/.exec(url)?.[1];
    return list !== undefined && url === volven(list) ? [{ list, title }] : [];
  });
  return [
    ...lists,
    ...Object.entries(WITHOUT_CODES).map(([list, name]) => ({ list, title: `${name} (Volven ${list})` })),
  ].map(({ list, title }) => namingSystem(list, title));
}

function namingSystem(list: string, title: string): NamingSystem {
  const nprNumber = NPR_NUMBER[list];
  const uniqueId: NamingSystemUniqueId[] = [
    { type: 'uri', value: volven(list), preferred: true },
    {
      type: 'oid',
      value: volven(list).replace('urn:oid:', ''),
      preferred: false,
      comment: 'As KITH XML has it, in attribute S',
    },
    ...alternativeUris(list).map((value): NamingSystemUniqueId => ({ type: 'uri', value, preferred: false })),
    ...(nprNumber === undefined
      ? []
      : [
          {
            type: 'other' as const,
            value: nprNumber,
            preferred: false,
            comment: 'Number of the list in reports to the Norwegian Patient Registry (Volven 8410)',
          },
        ]),
  ];
  return {
    resourceType: 'NamingSystem',
    id: `volven-${list}`,
    language: 'nb',
    name: `Volven${list}`,
    status: 'active',
    kind: 'codesystem',
    date: PUBLICATION.date,
    publisher: PUBLICATION.publisher,
    description: title,
    uniqueId,
  };
}
