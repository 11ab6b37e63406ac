import type { Address, Identifier, Patient } from '@medplum/fhirtypes';
import { primitiveExtension } from '../../fhir/primitiveExtension.ts';
import { noBasisUrl, volven } from '../../fhir/systems.ts';
import { parseNationalId } from '../../identifiers/nationalId.ts';
import type { RecordPatient } from '../../pathway/record.ts';
import { codingOf, type CodeTexts } from '../coding.ts';
import { fullUrlOf, nationalIdentifier } from '../identity.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import { humanName, telecomOf } from '../person.ts';
import type { RecordContext } from './context.ts';
import type { RecordProfessionals } from './professionals.ts';

/** The patient, as no-basis-Patient. Birth date and sex that only the number tells are read from it. */
export function mapPatient(context: RecordContext, professionals: RecordProfessionals): MappedEntry {
  const { patient } = context.record;
  const number = patient.nationalId === undefined ? undefined : parseNationalId(patient.nationalId);
  const birthDate = patient.birthDate ?? (number?.ok === true ? number.birthDate : undefined);
  const gender = patient.sex ?? (number?.ok === true ? number.sex : undefined);
  const address = addressOf(patient, context.terminology);
  const [identity = context.record.identifier] = context.patientIdentifiers;
  const resource: Patient = {
    resourceType: 'Patient',
    meta: {
      profile: [noBasisUrl('no-basis-Patient')],
      ...(context.security.length > 0 && { security: [...context.security] }),
    },
    identifier: identifiersOf(patient),
    ...(patient.name !== undefined && { name: [humanName(patient.name)] }),
    ...telecomOf(patient.telecom),
    ...(gender !== undefined && { gender }),
    ...(birthDate !== undefined && { birthDate }),
    ...(address !== undefined && { address: [address] }),
    ...(professionals.generalPractitioner !== undefined && {
      generalPractitioner: [professionals.generalPractitioner.reference],
    }),
  };
  return {
    fullUrl: fullUrlOf('Patient', identity),
    matchBy: context.patientIdentifiers,
    ownership: 'shared',
    resource,
  };
}

function identifiersOf({ nationalId, localIdentifier }: RecordPatient): Identifier[] {
  const national = nationalId === undefined ? undefined : nationalIdentifier(nationalId);
  return [
    ...(national === undefined ? [] : [national]),
    ...(localIdentifier === undefined
      ? []
      : [
          {
            system: localIdentifier.system,
            value: localIdentifier.value,
            assigner: { display: localIdentifier.issuer },
          },
        ]),
  ];
}

/** no-basis-Address: municipality as an extension of district, district of a town (bydel) as one of the address. */
function addressOf(
  { address, municipalityNumber, urbanDistrict }: RecordPatient,
  texts: CodeTexts,
): Address | undefined {
  if (address === undefined && municipalityNumber === undefined && urbanDistrict === undefined) {
    return undefined;
  }
  const { line, city, postalCode } = address ?? {};
  const municipality =
    municipalityNumber === undefined ? undefined : codingOf(texts, volven(3402), municipalityNumber);
  return {
    ...(urbanDistrict !== undefined && {
      extension: [
        {
          url: noBasisUrl('no-basis-urban-district'),
          valueCoding: codingOf(texts, volven(3403), urbanDistrict),
        },
      ],
    }),
    ...(line !== undefined && { line: [line] }),
    ...(city !== undefined && { city }),
    ...(municipality?.display !== undefined && { district: municipality.display }),
    ...(municipality !== undefined &&
      primitiveExtension('district', {
        url: noBasisUrl('no-basis-municipalitycode'),
        valueCoding: municipality,
      })),
    ...(postalCode !== undefined && { postalCode }),
  };
}
