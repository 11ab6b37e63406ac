import type { DocumentFormat } from '../format.ts';
import type { Row } from '../mapping/row.ts';
import { diagnoses, iplosInformation, MEDICAL_INFORMATION, OTHER_IMPORTANT } from '../parts/care/clinical.ts';
import { FUNCTIONAL_ASSESSMENT } from '../parts/care/functionalAssessment.ts';
import { MEDICATIONS } from '../parts/care/medication.ts';
import { otherProfessions } from '../parts/care/nursing.ts';
import {
  ASSISTED_COMMUNICATION_INFORMATION,
  informationSections,
  RESERVATIONS,
} from '../parts/care/patientInformation.ts';
import { careSender, contentType, DOCUMENT_HOMES } from '../parts/care/sender.ts';
import { NEEDED_SERVICES } from '../parts/care/services.ts';
import type { CareVersion } from '../parts/care/version.ts';
import { careDocument } from './careDocument.ts';
import { applicationInformation } from './helseopplysninger.ts';

/** Medisinske opplysninger (HIS 80704, HIS 1147): the GP to the municipality. */
function rows(version: CareVersion): readonly Row[] {
  return [
    ...careSender(version, DOCUMENT_HOMES),
    contentType('0..1', 9138),
    applicationInformation('0..1'),
    diagnoses(version, '0..1'),
    MEDICAL_INFORMATION,
    MEDICATIONS,
    iplosInformation(version),
    otherProfessions('0..*'),
    FUNCTIONAL_ASSESSMENT,
    ASSISTED_COMMUNICATION_INFORMATION,
    informationSections(version),
    NEEDED_SERVICES,
    OTHER_IMPORTANT,
    RESERVATIONS,
  ];
}

const COMMON = {
  root: 'OverforingMedisinskeOpplysninger',
  eventCodes: ['MEDISINSKE_OPPLYSNINGER'],
} as const;

export const MEDISINSKE_OPPLYSNINGER_1_6: DocumentFormat = careDocument({
  ...COMMON,
  id: 'medisinske-opplysninger-1.6',
  version: '1.6',
  namespace: 'http://www.kith.no/xmlstds/po/MedisinskeOpplysninger/2012-04-01',
  rows: rows('1.6'),
});

export const MEDISINSKE_OPPLYSNINGER_1_5: DocumentFormat = careDocument({
  ...COMMON,
  id: 'medisinske-opplysninger-1.5',
  version: '1.5',
  namespace: 'http://www.kith.no/xmlstds/po/OverforingMedisinskeOpplysninger/2009-06-30',
  rows: rows('1.5'),
});
