import type { DocumentFormat } from '../format.ts';
import type { Row } from '../mapping/row.ts';
import { diagnoses, MEDICAL_INFORMATION, OTHER_IMPORTANT } from '../parts/care/clinical.ts';
import { FUNCTIONAL_ASSESSMENT } from '../parts/care/functionalAssessment.ts';
import { MEDICATIONS } from '../parts/care/medication.ts';
import { nursingDocumentation, otherProfessions } from '../parts/care/nursing.ts';
import {
  AIDS,
  ASSISTED_COMMUNICATION_INFORMATION,
  informationSections,
  RESERVATIONS,
} from '../parts/care/patientInformation.ts';
import { careSender, DOCUMENT_HOMES } from '../parts/care/sender.ts';
import { existingServices } from '../parts/care/services.ts';
import type { CareVersion } from '../parts/care/version.ts';
import { careDocument } from './careDocument.ts';

/** Innleggelsesrapport (HIS 80704, HIS 1143): what the municipality tells the hospital about an admitted patient. */
function rows(version: CareVersion): readonly Row[] {
  return [
    ...careSender(version, DOCUMENT_HOMES),
    diagnoses(version, '0..*'),
    MEDICAL_INFORMATION,
    MEDICATIONS,
    existingServices('0..*', version),
    FUNCTIONAL_ASSESSMENT,
    OTHER_IMPORTANT,
    nursingDocumentation(version),
    otherProfessions('0..1'),
    AIDS,
    ASSISTED_COMMUNICATION_INFORMATION,
    RESERVATIONS,
    informationSections(version),
  ];
}

const COMMON = { root: 'Innleggelsesrapport', eventCodes: ['INNLEGGELSESRAPPORT'] } as const;

export const INNLEGGELSESRAPPORT_1_6: DocumentFormat = careDocument({
  ...COMMON,
  id: 'innleggelsesrapport-1.6',
  version: '1.6',
  namespace: 'http://www.kith.no/xmlstds/po/Innleggelsesrapport/2012-04-01',
  rows: rows('1.6'),
});

export const INNLEGGELSESRAPPORT_1_5: DocumentFormat = careDocument({
  ...COMMON,
  id: 'innleggelsesrapport-1.5',
  version: '1.5',
  namespace: 'http://www.kith.no/xmlstds/po/Innleggelsesrapport/2009-06-30',
  rows: rows('1.5'),
});
