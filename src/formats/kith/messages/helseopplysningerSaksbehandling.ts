import type { DocumentFormat } from '../format.ts';
import { CAVE } from '../parts/care/allergy.ts';
import { diagnoses, OTHER_IMPORTANT } from '../parts/care/clinical.ts';
import { FUNCTION_DESCRIPTIONS } from '../parts/care/functionalAssessment.ts';
import { INDIVIDUAL_PLAN } from '../parts/care/individualPlan.ts';
import { MEDICATION_HELP } from '../parts/care/medicationAssistance.ts';
import { RECORD_NOTES } from '../parts/care/recordText.ts';
import { careSender, contentType, DOCUMENT_HOMES } from '../parts/care/sender.ts';
import { existingServices } from '../parts/care/services.ts';
import { careDocument } from './careDocument.ts';
import { applicationInformation } from './helseopplysninger.ts';

/**
 * Helseopplysninger til saksbehandling of version 2.0 of the care messages, by its schema alone: the standard's text
 * was withdrawn in 2018, and no code of list 8279 names it.
 */
export const HELSEOPPLYSNINGER_SAKSBEHANDLING_2_0: DocumentFormat = careDocument({
  id: 'helseopplysninger-saksbehandling-2.0',
  version: '2.0',
  root: 'HelseopplysningerSaksbehandling',
  namespace: 'http://ehelse.no/xmlstds/po/HelseopplysningerSaksbehandling/2016-05-30',
  eventCodes: [],
  rows: [
    contentType('1', undefined),
    ...careSender('2.0', DOCUMENT_HOMES),
    applicationInformation('0..1'),
    diagnoses('2.0', '0..*'),
    CAVE,
    RECORD_NOTES,
    MEDICATION_HELP,
    FUNCTION_DESCRIPTIONS,
    INDIVIDUAL_PLAN,
    existingServices('0..1', '2.0'),
    OTHER_IMPORTANT,
  ],
});
