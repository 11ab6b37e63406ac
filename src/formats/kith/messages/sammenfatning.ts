import type { DocumentFormat } from '../format.ts';
import { CAVE } from '../parts/care/allergy.ts';
import { diagnoses, OTHER_IMPORTANT } from '../parts/care/clinical.ts';
import { FUNCTION_DESCRIPTIONS } from '../parts/care/functionalAssessment.ts';
import { INDIVIDUAL_PLAN } from '../parts/care/individualPlan.ts';
import { MEDICATION_ASSISTANCE } from '../parts/care/medicationAssistance.ts';
import { followUpInformation } from '../parts/care/nursing.ts';
import { AIDS_ALONE, followUpAppointments } from '../parts/care/patientInformation.ts';
import { RECORD_NOTES } from '../parts/care/recordText.ts';
import { careSender, contentType, DOCUMENT_HOMES } from '../parts/care/sender.ts';
import { existingServices } from '../parts/care/services.ts';
import { careDocument } from './careDocument.ts';

/**
 * Sammenfatning of version 2.0 of the care messages, by its schema alone: the standard's text was withdrawn in 2018,
 * and no code of list 8279 names it.
 */
export const SAMMENFATNING_2_0: DocumentFormat = careDocument({
  id: 'sammenfatning-2.0',
  version: '2.0',
  root: 'Sammenfatning',
  namespace: 'http://ehelse.no/xmlstds/po/Sammenfatning/2016-05-30',
  eventCodes: [],
  rows: [
    contentType('1', undefined),
    ...careSender('2.0', DOCUMENT_HOMES),
    diagnoses('2.0', '0..1'),
    CAVE,
    RECORD_NOTES,
    MEDICATION_ASSISTANCE,
    FUNCTION_DESCRIPTIONS,
    INDIVIDUAL_PLAN,
    followUpInformation('2.0'),
    existingServices('0..1', '2.0'),
    OTHER_IMPORTANT,
    followUpAppointments('2.0'),
    AIDS_ALONE,
  ],
});
