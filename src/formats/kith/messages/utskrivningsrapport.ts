import type { DocumentFormat } from '../format.ts';
import type { Row } from '../mapping/row.ts';
import { diagnoses, MEDICAL_INFORMATION, OTHER_IMPORTANT } from '../parts/care/clinical.ts';
import { FUNCTIONAL_ASSESSMENT } from '../parts/care/functionalAssessment.ts';
import { MEDICATIONS } from '../parts/care/medication.ts';
import { nursingDocumentation, otherProfessions } from '../parts/care/nursing.ts';
import {
  AIDS,
  ASSISTED_COMMUNICATION_INFORMATION,
  followUpAppointments,
  informationSections,
  RESERVATIONS,
} from '../parts/care/patientInformation.ts';
import { careSender, contentType, DOCUMENT_HOMES } from '../parts/care/sender.ts';
import { NEEDED_SERVICES } from '../parts/care/services.ts';
import { stayEvents } from '../parts/care/timedEvent.ts';
import type { CareVersion } from '../parts/care/version.ts';
import { careDocument } from './careDocument.ts';

/** Utskrivningsrapport (HIS 80704 Tverrfaglig epikrise, HIS 1148): the hospital to the municipality at discharge. */
function rows(version: CareVersion): readonly Row[] {
  return [
    ...careSender(version, DOCUMENT_HOMES),
    contentType('1', 9139),
    stayEvents('0..*'),
    diagnoses(version, '0..*'),
    MEDICAL_INFORMATION,
    MEDICATIONS,
    OTHER_IMPORTANT,
    nursingDocumentation(version),
    otherProfessions('0..*'),
    FUNCTIONAL_ASSESSMENT,
    NEEDED_SERVICES,
    informationSections(version),
    ASSISTED_COMMUNICATION_INFORMATION,
    RESERVATIONS,
    followUpAppointments(version),
    AIDS,
  ];
}

const COMMON = { root: 'TverrfagligEpikrise' } as const;

export const UTSKRIVNINGSRAPPORT_1_6: DocumentFormat = careDocument({
  ...COMMON,
  id: 'utskrivningsrapport-1.6',
  eventCodes: ['UTSKRIVNINGSRAPPORT'],
  version: '1.6',
  namespace: 'http://www.kith.no/xmlstds/po/TverrfagligEpikrise/2012-04-01',
  rows: rows('1.6'),
});

export const UTSKRIVNINGSRAPPORT_1_5: DocumentFormat = careDocument({
  ...COMMON,
  id: 'utskrivningsrapport-1.5',
  eventCodes: ['TVERRFAGLIG_EPIKRISE'],
  version: '1.5',
  namespace: 'http://www.kith.no/xmlstds/po/TverrfagligEpikrise/2009-06-30',
  rows: rows('1.5'),
});
