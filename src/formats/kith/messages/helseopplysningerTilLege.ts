import type { DocumentFormat } from '../format.ts';
import { group, leaf, type Row } from '../mapping/row.ts';
import { diagnoses, MEDICAL_INFORMATION, OTHER_IMPORTANT } from '../parts/care/clinical.ts';
import { FUNCTIONAL_ASSESSMENT } from '../parts/care/functionalAssessment.ts';
import { MEDICATIONS } from '../parts/care/medication.ts';
import { nursingDocumentation } from '../parts/care/nursing.ts';
import {
  ASSISTED_COMMUNICATION_INFORMATION,
  informationSections,
  RESERVATIONS,
} from '../parts/care/patientInformation.ts';
import { careSender, DOCUMENT_HOMES } from '../parts/care/sender.ts';
import type { CareVersion } from '../parts/care/version.ts';
import { simpleConcept } from '../values/codes.ts';
import { text } from '../values/simple.ts';
import { careDocument } from './careDocument.ts';

/** Helseopplysninger til lege (HIS 80704 Konsultasjon, HIS 1145): the municipality to the GP. */
function rows(version: CareVersion): readonly Row[] {
  return [
    ...careSender(version, DOCUMENT_HOMES),
    group('InnholdKonsultasjon', '0..1', '', [
      leaf('TypeInnholdKonsultasjon', '1', simpleConcept(9137), 'category[]'),
      leaf('Merknad', '0..1', text, 'ext(content-type-remark).valueString'),
    ]),
    diagnoses(version, '0..*'),
    MEDICAL_INFORMATION,
    MEDICATIONS,
    OTHER_IMPORTANT,
    nursingDocumentation(version),
    FUNCTIONAL_ASSESSMENT,
    informationSections(version),
    ASSISTED_COMMUNICATION_INFORMATION,
    RESERVATIONS,
  ];
}

const COMMON = { root: 'Konsultasjon', eventCodes: ['HELSEOPPLYSNINGER_LEGE'] } as const;

export const HELSEOPPLYSNINGER_TIL_LEGE_1_6: DocumentFormat = careDocument({
  ...COMMON,
  id: 'helseopplysninger-til-lege-1.6',
  version: '1.6',
  namespace: 'http://www.kith.no/xmlstds/po/HelseopplysningerTilLege/2012-04-01',
  rows: rows('1.6'),
});

export const HELSEOPPLYSNINGER_TIL_LEGE_1_5: DocumentFormat = careDocument({
  ...COMMON,
  id: 'helseopplysninger-til-lege-1.5',
  version: '1.5',
  namespace: 'http://www.kith.no/xmlstds/po/Konsultasjon/2009-06-30',
  rows: rows('1.5'),
});
