import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { DEFAULT_XML_LIMITS } from '../../src/formats/kith/xml/prolog.ts';
import { readXml } from '../../src/formats/kith/xml/read.ts';
import type { Schemas } from '../../src/formats/kith/xml/schemas.ts';
import { appRecOf } from '../exchange/committedMessage.ts';
import { HAS_STANDARDS, KITH_STANDARDS } from './kith.ts';

/** One official receive test, with the answer that it must get. */
export interface ReceiveTestCase {
  /** `FOLDER/NAME` under the acceptance folder. */
  readonly file: string;
  readonly answer: string;
}

/** The official receive tests of the folders; none where the standards are absent. */
export function receiveTestCases(folders: readonly string[]): readonly ReceiveTestCase[] {
  return HAS_STANDARDS
    ? readFileSync(`${KITH_STANDARDS}/acceptance/expected.tsv`, 'utf8')
        .split('\n')
        .map((line) => line.trim().split('\t'))
        .filter(([, file]) => folders.some((folder) => file?.startsWith(`${folder}/`) === true))
        .map(([answer = '', file = '']) => ({ answer, file }))
    : [];
}

const MESSAGE_ID = /(?<=<MsgId>)[^<]*/;

export function messageIdOf(text: string): string {
  return MESSAGE_ID.exec(text)?.[0] ?? '';
}

/** The file as published, under an id of its own: many reuse the id of the first (its README). */
export function caseText(file: string): string {
  return readFileSync(`${KITH_STANDARDS}/acceptance/${file}`, 'utf8').replace(MESSAGE_ID, randomUUID());
}

/** The acknowledgement is a valid AppRec 1.0 with the answer; what it returns is its status. */
export function expectAnswer(xml: string, answer: string, schemas: Schemas): string {
  const reading = readXml(Buffer.from(xml), DEFAULT_XML_LIMITS, () => schemas.validate);
  expect(reading.ok ? reading.schemaFaults : reading.refusal, xml).toBeUndefined();
  expect(xml).toContain('xmlns="http://www.kith.no/xmlstds/apprec/2004-11-21"');
  const { status, errors } = appRecOf(xml);
  const expected = {
    positive: [{ status: '1', errors: [] }],
    either: [
      { status: '1', errors: [] },
      { status: '2', errors: ['E36'] },
    ],
  }[answer] ?? [{ status: '2', errors: [answer] }];
  expect(expected).toContainEqual({ status, errors });
  return status;
}
