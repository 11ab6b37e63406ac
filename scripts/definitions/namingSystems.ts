import type { CodeSystem, NamingSystem, NamingSystemUniqueId } from '@medplum/fhirtypes';
import { IDENTIFIER_SYSTEM, volven } from '../../src/fhir/systems.ts';
import { alternativeUris } from '../../src/terminology/systemUri.ts';
import { PUBLICATION } from './publication.ts';

/** Lists that messages name and whose codes we do not hold (the standards print none of them). */
const WITHOUT_CODES: Readonly<Record<string, string>> = {
  '7010': 'Norsk patologikodeverk',
  '7103': 'ICD-DA-3',
  '7110': 'ICD-10',
  '7120': 'ICD-9 (HIS 80517:2005 bruker nummeret også for ICD-10)',
  '7130': 'NIC',
  '7140': 'NOC',
  '7150': 'NANDA',
  '7160': 'ICPC',
  '7170': 'ICPC-2',
  '7171': 'ICPC-2-B',
  '7180': 'ATC',
  '7210': 'NCSP',
  '7230': 'NKKKL',
  '7240': 'NORAKO',
  '7250': 'ICF',
  '7270': 'NCRP',
  '7280': 'Norsk Laboratoriekodeverk',
  '8151': 'Hjelpemidler',
  '8213': 'Prosesstatus',
  '9036': 'Stillingskoder',
  '9037': 'Yrkeskoder',
  '9077': 'ATC-nr',
  '9515': 'NB-kode',
};

/** National identifiers: NamingSystem id, name, and what it identifies (HL7 Norge, no-basis NamingSystems). */
const IDENTIFIERS: readonly (readonly [
  type: Exclude<keyof typeof IDENTIFIER_SYSTEM, 'UUID'>,
  id: string,
  name: string,
  description: string,
])[] = [
  ['FNR', 'fodselsnummer', 'Fodselsnummer', 'Fødselsnummer'],
  ['DNR', 'd-nummer', 'DNummer', 'D-nummer'],
  ['FHN', 'felles-hjelpenummer', 'FellesHjelpenummer', 'Felles hjelpenummer'],
  ['HPR', 'hpr-nummer', 'HprNummer', 'Nummer i Helsepersonellregisteret (HPR)'],
  ['DUF', 'duf-nummer', 'DufNummer', 'DUF-nummer (Utlendingsdirektoratet)'],
  ['ENH', 'organisasjonsnummer', 'Organisasjonsnummer', 'Organisasjonsnummer i Enhetsregisteret'],
  ['RSH', 'resh-id', 'ReshId', 'Id i Register for enheter i spesialisthelsetjenesten (RESH)'],
  ['HER', 'her-id', 'HerId', 'HER-id i Norsk Helsenetts adresseregister'],
];

/** A list's number in NPR's reporting format (list 8410). */
const NPR_NUMBER: Readonly<Record<string, string>> = { '9327': 'T' };

/** A NamingSystem for each Volven list, with all URIs in use for it, and for each national identifier. */
export function deriveNamingSystems(codeSystems: readonly CodeSystem[]): NamingSystem[] {
  const lists = codeSystems.flatMap(({ url = '', title = '' }) => {
    const list = /\.(\d{4})$/.exec(url)?.[1];
    return list !== undefined && url === volven(list) ? [{ list, title }] : [];
  });
  return [
    ...lists,
    ...Object.entries(WITHOUT_CODES).map(([list, name]) => ({ list, title: `${name} (Volven ${list})` })),
  ]
    .map(({ list, title }) => namingSystem(list, title))
    .concat(
      IDENTIFIERS.map(([type, id, name, description]) =>
        identifierSystem(id, name, description, IDENTIFIER_SYSTEM[type]),
      ),
    );
}

function identifierSystem(id: string, name: string, description: string, system: string): NamingSystem {
  return {
    resourceType: 'NamingSystem',
    id,
    language: 'nb',
    name,
    status: 'active',
    kind: 'identifier',
    date: PUBLICATION.date,
    publisher: PUBLICATION.publisher,
    description,
    uniqueId: [
      { type: 'uri', value: system, preferred: true },
      { type: 'oid', value: system.replace('urn:oid:', ''), preferred: false },
    ],
  };
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
