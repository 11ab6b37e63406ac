import type { DocumentFormat } from '../../src/formats/kith/format.ts';
import { MESSAGE_FORMATS } from '../../src/formats/kith/messageFormats.ts';
import { MSGHEAD_NAMESPACE } from '../../src/formats/kith/msgHead.ts';
import { schemaModel } from './roundTrip.ts';
import type { InstanceOptions } from './schemaInstance.ts';

/** Messages made by the official schemas, such that a receiver has to take them in. */

type Choices = Pick<InstanceOptions, 'choose' | 'isMaximal' | 'made' | 'turns'>;

/** Whatever the schema says, a receiver demands an id, a sender and a patient who can be told. */
const PRESENT =
  /^\/(MsgHead\/MsgInfo\/(Sender|Receiver)\/Organisation\/\*|Message\/\w+\/(Requester|ServProvider)\/HCP\/(Inst|HCProf)\/Id|(MsgHead\/MsgInfo|Message\/\w+)\/(Patient|Patient\/(FamilyName|Name|DateOfBirth|Sex)))$/;
/** Reports to registers are no messages of ours, and a signature cannot be made up. */
const ABSENT = /\/(Signature|PatientReport)$/;
const SEX = /^\/(MsgHead\/MsgInfo|Message\/\w+)\/Patient\/Sex$/;
/** A diagnosis of which nothing is said is no diagnosis: it is told as missing. */
const DIAGNOSIS = /\/Diagnosis\/Concept$/;
const BIRTH = /^\/Message\/\w+\/Patient\/DateOfBirth$/;

const DEMANDED: Pick<Required<InstanceOptions>, 'textOf' | 'attributesOf' | 'countOf'> = {
  textOf: (path) => (path.endsWith('/MsgId') ? 'c2a7f0de-7f43-4a5c-9a53-0b5f6d2e1a99' : undefined),
  attributesOf: (path) =>
    SEX.test(path)
      ? { V: '2' }
      : BIRTH.test(path)
        ? { V: '1990-01-02' }
        : DIAGNOSIS.test(path)
          ? { V: 'F32' }
          : undefined,
  countOf: (path) => (PRESENT.test(path) ? 1 : ABSENT.test(path) ? 0 : undefined),
};

const BASE64 = 'http://www.kith.no/xmlstds/base64container';

function attachment(choices: Choices): string {
  return schemaModel().instance(BASE64, 'Base64Container', { choose: choices.choose });
}

/** The paths of every element that the schema lets a message of the format have: of its document, without MsgHead. */
export function elementPaths(format: DocumentFormat): ReadonlySet<string> {
  const paths = new Set<string>();
  schemaModel().instance(format.namespace, format.root, {
    choose: () => 0,
    isMaximal: true,
    everyAlternative: true,
    made: (path) => paths.add(path),
    anyIn: () => '',
  });
  return paths;
}

/** The elements that are left out on purpose: see ABSENT, and the events within events of Epikrise 1.1. */
export function isLeftOut(path: string, format: DocumentFormat): boolean {
  return format.id === 'epikrise-1.1' && path.includes('/Event/Event');
}

/** A message of the format with the type (list 8279), if there is one. */
export function generatedMessage(
  format: DocumentFormat,
  event: string | undefined,
  choices: Choices,
): Buffer {
  return Buffer.from(
    MESSAGE_FORMATS.includes(format) ? ownRoot(format, choices) : inMsgHead(format, event, choices),
  );
}

function ownRoot(format: DocumentFormat, choices: Choices): string {
  return schemaModel().instance(format.namespace, format.root, {
    ...choices,
    ...DEMANDED,
    // The key in the schema of Epikrise 1.1 lets no event within an event be valid.
    countOf: (path) =>
      format.id === 'epikrise-1.1' && path.endsWith('/Event/Event') ? 0 : DEMANDED.countOf(path),
    anyIn: () => attachment(choices),
  });
}

/** The first document is the message, further ones are attachments. */
function inMsgHead(format: DocumentFormat, event: string | undefined, choices: Choices): string {
  let documents = 0;
  return schemaModel().instance(MSGHEAD_NAMESPACE, 'MsgHead', {
    ...choices,
    ...DEMANDED,
    attributesOf: (path) =>
      path === '/MsgHead/MsgInfo/Type' && event !== undefined ? { V: event } : DEMANDED.attributesOf(path),
    chosenIn: (path) =>
      path === '/MsgHead' ? 'Document' : path.endsWith('/RefDoc') && documents === 0 ? 'Content' : undefined,
    countOf: (path) => (path.endsWith('/RefDoc/Content') ? 1 : DEMANDED.countOf(path)),
    anyIn: () => {
      documents += 1;
      return documents === 1
        ? schemaModel().instance(format.namespace, format.root, choices)
        : attachment(choices);
    },
  });
}
