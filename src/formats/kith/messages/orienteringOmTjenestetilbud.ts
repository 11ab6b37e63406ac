import type { DocumentFormat } from '../format.ts';
import type { Row } from '../mapping/row.ts';
import { assistedCommunication } from '../parts/care/patientInformation.ts';
import { careSender, DOCUMENT_HOMES } from '../parts/care/sender.ts';
import { existingServices } from '../parts/care/services.ts';
import type { CareVersion } from '../parts/care/version.ts';
import { careDocument } from './careDocument.ts';

/** Orientering om tjenestetilbud (HIS 80704, HIS 1146): the municipality to the GP. */
function rows(version: CareVersion): readonly Row[] {
  return [
    ...careSender(version, DOCUMENT_HOMES),
    existingServices('1..*', version),
    assistedCommunication(version, DOCUMENT_HOMES.assistedCommunication),
  ];
}

const COMMON = {
  root: 'OrienteringOmTjenestetilbud',
  eventCodes: ['ORIENTERING_TJENESTETILBUD'],
} as const;

export const ORIENTERING_OM_TJENESTETILBUD_1_6: DocumentFormat = careDocument({
  ...COMMON,
  id: 'orientering-om-tjenestetilbud-1.6',
  version: '1.6',
  namespace: 'http://www.kith.no/xmlstds/po/OrienteringOmTjenestetilbud/2012-04-01',
  rows: rows('1.6'),
});

export const ORIENTERING_OM_TJENESTETILBUD_1_5: DocumentFormat = careDocument({
  ...COMMON,
  id: 'orientering-om-tjenestetilbud-1.5',
  version: '1.5',
  namespace: 'http://www.kith.no/xmlstds/po/OrienteringOmTjenestetilbud/2009-06-30',
  rows: rows('1.5'),
});
