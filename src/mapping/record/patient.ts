import type { Address, Identifier, Patient } from '@medplum/fhirtypes';
import { extensionUrl, noBasisUrl, volven } from '../../fhir/systems.ts';
import { parseNationalId } from '../../identifiers/nationalId.ts';
import type { RecordPatient } from '../../pathway/record.ts';
import { municipalityOfAddress } from '../address.ts';
import { codingOf, type CodeTexts } from '../coding.ts';
import { fullUrlOf, nationalIdentifier } from '../identity.ts';
import type { MappedEntry } from '../mappedTransaction.ts';
import { humanName, telecomOf } from '../person.ts';
import type { RecordContext } from './context.ts';
import type { RecordProfessionals } from './professionals.ts';

/** The patient, as our profile of no-basis-Patient. Birth date and sex that only the number tells are read from it. */
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
      profile: [extensionUrl('norwegian-patient')],
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
    ...(municipalityNumber !== undefined && municipalityOfAddress(texts, municipalityNumber)),
    ...(postalCode !== undefined && { postalCode }),
  };
}
