import type { KithEnvelope } from './envelope.ts';
import { readMessageEnvelope } from './messageEnvelope.ts';
import { readMsgHeadEnvelope } from './msgHeadEnvelope.ts';
import type { XmlElement } from './xml/element.ts';

/** The envelope of a message, by its root element; undefined when nobody can be answered. */
export function readEnvelope(root: XmlElement): KithEnvelope | undefined {
  switch (root.name) {
    case 'MsgHead':
      return readMsgHeadEnvelope(root);
    case 'Message':
      return readMessageEnvelope(root);
    default:
      return undefined;
  }
}
