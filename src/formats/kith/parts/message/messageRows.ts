import { referredDocumentRows } from '../../document.ts';
import { withDocumentType } from '../../documentType.ts';
import { ABSENT } from '../../mapping/node.ts';
import { group, leaf, type Codec, type GroupRow, type Row } from '../../mapping/row.ts';
import { simpleCode } from '../../values/codes.ts';
import { instantStamp, text, uuidOrText } from '../../values/simple.ts';

/** A text that the standard fixes, written where the Bundle has none; another that was sent stays as it is. */
function versionText(fixed: string): Codec {
  return { ...text, standIn: { text: fixed } };
}

/**
 * What stands in Message beside its one content: type, version, time and id of the message.
 *
 * @param types list of the message types
 * @param version of the implementation guide, as the standard fixes it
 */
export function envelopeRows(types: number, version: string): readonly Row[] {
  return [
    leaf('Type', '0..1', simpleCode(types), '$header.eventCoding'),
    leaf('MsgVersion', '0..1', text, '$header.ext(message-version).valueString'),
    leaf('MIGversion', '1', versionText(version), '$header.ext(implementation-version).valueString'),
    leaf('GenDate', '1', instantStamp, '$bundle.timestamp'),
    leaf('MsgId', '1', uuidOrText, '$bundle.identifier.value'),
  ];
}

/** Status of the implementation (list 8323): test, approved or not. */
export const MESSAGE_STATUS = leaf(
  'Status',
  '0..1',
  simpleCode(8323),
  '$header.ext(message-status).valueCoding',
);

/** RefDoc ↔ DocumentReference in the focus of the header, as the documents of a MsgHead are; `former`: the rows of a former version. */
export function referredDocuments(former?: readonly Row[]): GroupRow {
  return group('RefDoc', '0..*', '$header.focus*>DocumentReference', former ?? referredDocumentRows([]), {
    className: 'Document',
    accepts: () => true,
    // The lists of the former versions have no code for an attachment.
    ...(former === undefined ? { prepare: withDocumentType } : {}),
    fixed: (scope) => ({
      status: 'current',
      subject: scope.referenceToRoot('patient'),
      content: [{ attachment: ABSENT }],
    }),
  });
}
