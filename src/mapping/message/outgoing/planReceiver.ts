import type { Bundle, Extension, Organization, Patient } from '@medplum/fhirtypes';
import { IDENTIFIER_SYSTEM, noBasisUrl, volven } from '../../../fhir/systems.ts';
import { isHerId } from '../../../identifiers/herId.ts';
import { isOrganizationNumber } from '../../../identifiers/organizationNumber.ts';

/** The kinds of number by which a receiver can be named, the more special first. */
const KINDS = [
  { system: IDENTIFIER_SYSTEM.ENH, label: 'Organisasjonsnummer', fits: isOrganizationNumber },
  { system: IDENTIFIER_SYSTEM.HER, label: 'HER-id', fits: isHerId },
] as const;

/**
 * The receiver with a number: the organisation of the Bundle that has it, else one of which only the number is known,
 * which then stands as its name too (OrganisationName is required). Undefined where the text is no such number.
 *
 * @param number HER-id or organisation number
 */
export function receiverWith(number: string, bundle: Bundle): Organization | undefined {
  const kind = KINDS.find(({ fits }) => fits(number));
  if (kind === undefined) {
    return undefined;
  }
  const known = (bundle.entry ?? [])
    .map(({ resource }) => resource)
    .find(
      (resource): resource is Organization =>
        resource?.resourceType === 'Organization' &&
        resource.identifier?.some(({ system, value }) => system === kind.system && value === number) === true,
    );
  return (
    known ?? {
      resourceType: 'Organization',
      identifier: [{ system: kind.system, value: number }],
      name: `${kind.label} ${number}`,
    }
  );
}

/**
 * The municipality of the patient's address, by its number (list 3402): where a plan names no unit of it, all that is
 * known of the receiver. List 9051 has no type for such a number but that of local ones (LOK).
 */
export function municipalityOf(patient: Patient): Organization | undefined {
  const [found] = (patient.address ?? []).flatMap((address) => {
    const sibling: unknown = Reflect.get(address, '_district');
    const extensions: unknown =
      typeof sibling === 'object' && sibling !== null ? Reflect.get(sibling, 'extension') : undefined;
    const number = (Array.isArray(extensions) ? (extensions as readonly Extension[]) : []).find(
      ({ url }) => url === noBasisUrl('no-basis-municipalitycode'),
    )?.valueCoding?.code;
    return number === undefined ? [] : [{ number, name: address.district }];
  });
  return found === undefined
    ? undefined
    : {
        resourceType: 'Organization',
        identifier: [
          {
            type: {
              coding: [
                { system: volven(9051), code: 'LOK', display: 'Lokal identifikator uten nærmere angivelse' },
              ],
            },
            value: found.number,
          },
        ],
        name: `${found.name ?? found.number} kommune`,
      };
}
