import type { DocumentFormat } from './format.ts';
import { MESSAGE_FORMATS } from './messageFormats.ts';
import { HENVISNING_2_0 } from './messages/henvisning20.ts';

/** The message documents that ride in MsgHead, each in a file of its own under messages/. */
export const DOCUMENT_FORMATS: readonly DocumentFormat[] = [HENVISNING_2_0];

export const FORMATS: readonly DocumentFormat[] = [...DOCUMENT_FORMATS, ...MESSAGE_FORMATS];
