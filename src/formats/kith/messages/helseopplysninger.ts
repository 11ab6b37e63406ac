import type { DocumentFormat } from '../format.ts';
import { group, leaf, type Row } from '../mapping/row.ts';
import { diagnoses, MEDICAL_INFORMATION } from '../parts/care/clinical.ts';
import { FUNCTIONAL_ASSESSMENT } from '../parts/care/functionalAssessment.ts';
import { nursingDocumentation, otherProfessions } from '../parts/care/nursing.ts';
import { ASSISTED_COMMUNICATION_INFORMATION, informationSections } from '../parts/care/patientInformation.ts';
import { careSender, contentType, DOCUMENT_HOMES } from '../parts/care/sender.ts';
import { NEEDED_SERVICES } from '../parts/care/services.ts';
import { stayEvents } from '../parts/care/timedEvent.ts';
import type { CareVersion } from '../parts/care/version.ts';
import { boolean, text } from '../values/simple.ts';
import { careDocument } from './careDocument.ts';

/** OpplysningerTilSoknad. */
export function applicationInformation(cardinality: '1' | '0..1'): Row {
  return group('OpplysningerTilSoknad', cardinality, 'ext(application)', [
    leaf('EgensoknadSendt', '1', boolean, 'sub(sentByPatient).valueBoolean'),
    leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
  ]);
}

/**
 * Helseopplysninger ved søknad (HIS 80704, HIS 1144): early notice and updates from the hospital to the
 * municipality. Version 1.5 says neither which of the two it is nor anything of the stay.
 */
function rows(version: CareVersion): readonly Row[] {
  return [
    ...careSender(version, DOCUMENT_HOMES),
    ...(version === '1.5'
      ? [applicationInformation('1')]
      : [contentType('1', 9140), stayEvents('1..*'), applicationInformation('0..1')]),
    diagnoses(version, '0..*'),
    MEDICAL_INFORMATION,
    nursingDocumentation(version),
    otherProfessions('0..*'),
    FUNCTIONAL_ASSESSMENT,
    ASSISTED_COMMUNICATION_INFORMATION,
    informationSections(version),
    NEEDED_SERVICES,
  ];
}

const COMMON = { root: 'HelseopplysningerVedSoknad', eventCodes: ['HELSEOPPL_SOKNAD'] } as const;

export const HELSEOPPLYSNINGER_1_6: DocumentFormat = careDocument({
  ...COMMON,
  id: 'helseopplysninger-1.6',
  version: '1.6',
  namespace: 'http://www.kith.no/xmlstds/po/HelseopplysningerVedSoknad/2012-04-01',
  rows: rows('1.6'),
});

export const HELSEOPPLYSNINGER_1_5: DocumentFormat = careDocument({
  ...COMMON,
  id: 'helseopplysninger-1.5',
  version: '1.5',
  namespace: 'http://www.kith.no/xmlstds/po/HelseopplysningerVedSoknad/2009-06-30',
  rows: rows('1.5'),
});
