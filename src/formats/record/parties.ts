import type { PathwayRecord, RecordOrganization, RecordProfessional } from '../../pathway/record.ts';

/** Something in the record with the place where it stands. */
export interface Placed<T> {
  readonly place: string;
  readonly value: T;
}

function placed<T>(place: string, value: T | undefined): readonly Placed<T>[] {
  return value === undefined ? [] : [{ place, value }];
}

/** Every professional in the record. */
export function professionalsOf(record: PathwayRecord): readonly Placed<RecordProfessional>[] {
  return [
    ...placed('referral.referrer.professional', record.referral?.referrer?.professional),
    ...placed('pathwayCoordinator', record.pathwayCoordinator),
    ...placed('responsibleClinician', record.responsibleClinician),
    ...placed('municipality.coordinator', record.municipality?.coordinator),
    ...placed('generalPractitioner', record.generalPractitioner),
  ];
}

/** Every organisation in the record, those where professionals work included. */
export function organizationsOf(record: PathwayRecord): readonly Placed<RecordOrganization>[] {
  return [
    ...placed('trust', record.trust),
    ...placed('unit', record.unit),
    ...placed('referral.referrer.organization', record.referral?.referrer?.organization),
    ...placed('municipality.organization', record.municipality?.organization),
    ...placed('municipality.coordinatingUnit', record.municipality?.coordinatingUnit),
    ...professionalsOf(record).flatMap(({ place, value }) =>
      placed(`${place}.organization`, value.organization),
    ),
    ...(record.contacts ?? []).flatMap((contact, index) => placed(`contacts[${index}].unit`, contact.unit)),
  ];
}

/** Every national id in the record. */
export function nationalIdsOf(record: PathwayRecord): readonly Placed<string>[] {
  return [
    ...placed('patient.nationalId', record.patient.nationalId),
    ...(record.nextOfKin ?? []).flatMap((kin, index) =>
      placed(`nextOfKin[${index}].nationalId`, kin.nationalId),
    ),
    ...(record.minors ?? []).flatMap((minor, index) =>
      placed(`minors[${index}].nationalId`, minor.nationalId),
    ),
  ];
}
