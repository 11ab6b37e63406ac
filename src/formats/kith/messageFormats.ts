import type { DocumentFormat } from './format.ts';
import { EPIKRISE_1_1, EPIKRISE_1_2 } from './messages/epikrise.ts';
import { HENVISNING_1_0 } from './messages/henvisning10.ts';
import { HENVISNING_1_1 } from './messages/henvisning11.ts';

/** The messages with the root element `Message` and no MsgHead, each in a file of its own under messages/. */
export const MESSAGE_FORMATS: readonly DocumentFormat[] = [
  HENVISNING_1_1,
  HENVISNING_1_0,
  EPIKRISE_1_2,
  EPIKRISE_1_1,
];
