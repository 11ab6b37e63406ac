import type { DocumentFormat } from '../format.ts';
import { group, leaf } from '../mapping/row.ts';
import { careSender, DOCUMENT_HOMES } from '../parts/care/sender.ts';
import { HEALTHCARE_PROFESSIONAL } from '../parts/person.ts';
import { boolean, date, text } from '../values/simple.ts';
import { careDocument } from './careDocument.ts';

/** Melding om fravær (HIS 80704:2009): the receiver of a care message is away. There is no version 1.6 of it. */
export const MELDING_FRAVAR_1_5: DocumentFormat = careDocument({
  id: 'melding-om-fravar-1.5',
  version: '1.5',
  root: 'MeldingFravar',
  namespace: 'http://www.kith.no/xmlstds/po/MeldingFravar/2009-06-30',
  eventCodes: ['FRAVARSMELDING'],
  rows: [
    ...careSender('1.5', DOCUMENT_HOMES),
    group('Fraversassistent', '1', 'ext(absence)', [
      leaf('MottakerFravarende', '1', boolean, 'sub(receiverAbsent).valueBoolean'),
      leaf('MeldingVideresendt', '0..1', boolean, 'sub(forwarded).valueBoolean'),
      leaf('FravarendeFraDato', '0..1', date, 'sub(from).valueDate'),
      leaf('FravarendeTilDato', '0..1', date, 'sub(to).valueDate'),
      group(
        'VideresendtTil',
        '0..1',
        'sub(forwardedTo).valueReference>PractitionerRole',
        HEALTHCARE_PROFESSIONAL,
        { inside: 'fk1' },
      ),
      leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
    ]),
  ],
});
