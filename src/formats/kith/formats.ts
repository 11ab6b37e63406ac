import type { DocumentFormat } from './format.ts';
import { HENVISNING_2_0 } from './messages/henvisning20.ts';

/** The message documents that ride in MsgHead, each in a file of its own under messages/. */
export const DOCUMENT_FORMATS: readonly DocumentFormat[] = [HENVISNING_2_0];

/** The messages with the root element `Message` and no MsgHead. */
export const MESSAGE_FORMATS: readonly DocumentFormat[] = [];

export const FORMATS: readonly DocumentFormat[] = [...DOCUMENT_FORMATS, ...MESSAGE_FORMATS];
