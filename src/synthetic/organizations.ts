import { organizationNumberCheckDigit } from '../identifiers/checkDigits.ts';
import type { RecordMunicipality, RecordOrganization, RecordProfessional } from '../pathway/record.ts';
import { MUNICIPALITIES, type SyntheticMunicipality } from './municipalities.ts';
import { professionalWithSerial } from './professionals.ts';

export type UnitKind =
  | 'adultClinic'
  | 'adultWard'
  | 'youthClinic'
  | 'youthWard'
  | 'substanceClinic'
  | 'substanceWard'
  | 'familyClinic'
  | 'newbornWard';

const UNIT_NAMES: Readonly<Record<UnitKind, string>> = {
  adultClinic: 'Distriktspsykiatrisk senter, poliklinikk',
  adultWard: 'Distriktspsykiatrisk senter, døgnpost',
  youthClinic: 'Barne- og ungdomspsykiatrisk poliklinikk',
  youthWard: 'Barne- og ungdomspsykiatrisk døgnpost',
  substanceClinic: 'Ruspoliklinikk',
  substanceWard: 'Avrusning og døgnbehandling TSB',
  familyClinic: 'Familieambulatorium',
  newbornWard: 'Nyfødtpost',
};

export interface SyntheticTrust {
  readonly organization: RecordOrganization;
  /** URI under which the trust's own identifiers stand; a kind of identifier is appended. */
  readonly identifierBase: string;
  readonly emailDomain: string;
  readonly units: Readonly<Record<UnitKind, RecordOrganization>>;
  readonly coordinators: readonly RecordProfessional[];
  readonly clinicians: readonly RecordProfessional[];
}

export interface SyntheticMunicipalService extends SyntheticMunicipality {
  readonly service: Required<
    Pick<RecordMunicipality, 'municipalityNumber' | 'organization' | 'coordinatingUnit'>
  >;
  readonly coordinators: readonly RecordProfessional[];
  /** Fastleger, each with the practice. */
  readonly generalPractitioners: readonly RecordProfessional[];
}

/** Organisation numbers of the synthetic population begin with 3; Enhetsregisteret has issued 8 and 9. */
export function syntheticOrganizationNumber(serial: number): string {
  for (let filler = 0; ; filler++) {
    const first8 = `31${String(serial).padStart(5, '0')}${filler}`;
    const checkDigit = organizationNumberCheckDigit(first8);
    if (checkDigit !== undefined) return `${first8}${checkDigit}`;
  }
}

const TRUST_NAMES: readonly (readonly [name: string, domain: string])[] = [
  ['Helse Syntetisk HF', 'helse-syntetisk.example'],
  ['Eksempelfjord sykehus HF', 'eksempelfjord.example'],
  ['Prøvedal universitetssykehus HF', 'provedal.example'],
  ['Testvik sykehus HF', 'testvik.example'],
  ['Modellnes private behandlingssted AS', 'modellnes.example'],
];

/** Serial numbers of organisations and professionals: a block of its own for each trust and each municipality. */
const BLOCK = 100;
const FIRST_MUNICIPAL_BLOCK = 100;
const HER_ID_OFFSET = 90_000_000;
const RESH_ID_OFFSET = 90_000_000;

export const TRUSTS: readonly SyntheticTrust[] = TRUST_NAMES.map(([name, domain], index) => {
  const block = (1 + index) * BLOCK;
  const unit = (kind: UnitKind, position: number): RecordOrganization => ({
    name: `${UNIT_NAMES[kind]}, ${name}`,
    organizationNumber: syntheticOrganizationNumber(block + position),
    herId: String(HER_ID_OFFSET + block + position),
    reshId: String(RESH_ID_OFFSET + block + position),
  });
  return {
    organization: {
      name,
      organizationNumber: syntheticOrganizationNumber(block),
      herId: String(HER_ID_OFFSET + block),
      reshId: String(RESH_ID_OFFSET + block),
      telecom: { email: `postmottak@${domain}` },
    },
    identifierBase: `https://${domain}/id`,
    emailDomain: domain,
    units: {
      adultClinic: unit('adultClinic', 1),
      adultWard: unit('adultWard', 2),
      youthClinic: unit('youthClinic', 3),
      youthWard: unit('youthWard', 4),
      substanceClinic: unit('substanceClinic', 5),
      substanceWard: unit('substanceWard', 6),
      familyClinic: unit('familyClinic', 7),
      newbornWard: unit('newbornWard', 8),
    },
    coordinators: professionals(block, 8, domain),
    clinicians: professionals(block + 20, 40, domain),
  };
});

export const MUNICIPAL_SERVICES: readonly SyntheticMunicipalService[] = MUNICIPALITIES.map(
  (municipality, index) => {
    const block = (FIRST_MUNICIPAL_BLOCK + index) * BLOCK;
    const domain = `kommune-${municipality.number}.example`;
    const organization = (name: string, position: number): RecordOrganization => ({
      name,
      organizationNumber: syntheticOrganizationNumber(block + position),
      herId: String(HER_ID_OFFSET + block + position),
    });
    return {
      ...municipality,
      service: {
        municipalityNumber: municipality.number,
        organization: organization(`${municipality.name} kommune (syntetisk)`, 0),
        coordinatingUnit: {
          ...organization(`Koordinerende enhet, ${municipality.name} kommune (syntetisk)`, 1),
          telecom: { email: `koordinerende.enhet@${domain}` },
        },
      },
      coordinators: professionals(block, 6, domain),
      generalPractitioners: [1, 2, 3].flatMap((practice) => {
        const office = organization(`${municipality.name} legekontor ${practice} (syntetisk)`, 10 + practice);
        return professionals(block + practice * 10, 3, domain).map((doctor) => ({
          ...doctor,
          organization: office,
        }));
      }),
    };
  },
);

function professionals(firstSerial: number, count: number, domain: string): RecordProfessional[] {
  return Array.from({ length: count }, (_, index) => professionalWithSerial(firstSerial + index, domain));
}
