import type { DocumentFormat } from '../format.ts';
import { decodeRows } from '../mapping/decodeRows.ts';
import { encodeRows } from '../mapping/encodeRows.ts';
import type { FhirNode } from '../mapping/node.ts';
import { group, leaf, type GroupRow, type Row } from '../mapping/row.ts';
import { code, concept, simpleCode } from '../values/codes.ts';
import { text, timeStamp } from '../values/simple.ts';
import { pathOf } from '../xml/element.ts';
import { completeReferral, referralTask, withCommentText, withRelatedRequester } from './referral.ts';
import { referralPriority } from './referralPriority.ts';

/** What Henvisning 1.0 and 1.1 have in common: the root element `Message`, and classes that are the same in both. */

export const REASONS: GroupRow = group('ReasonAsText', '0..*', 'reasonCode*', [
  leaf('Heading', '0..1', simpleCode(8231), 'ext(heading).valueCoding'),
  leaf('TextResultValue', '0..1', text, 'text'),
  leaf('TextCode', '0..*', code(undefined), 'coding*'),
]);

/** @param cardinality of the class and of its priority, which version 1.0 leaves open */
export function requestedService(cardinality: '1' | '0..1'): GroupRow {
  return group('ReqServ', cardinality, '', [
    leaf('ServType', '1', simpleCode(7309), 'ext(requested-service-type).valueCoding'),
    leaf('Purpose', '0..1', simpleCode(undefined), 'ext(requested-service-purpose).valueCoding'),
    leaf('ReqDate', '0..1', timeStamp, 'occurrenceDateTime'),
    referralPriority('Priority', 8304, cardinality),
    leaf('Comment', '0..1', text, 'ext(requested-service-comment).valueString'),
    group('Service', '0..1', '', [
      leaf('ServId', '0..1', concept(undefined), 'code'),
      leaf('MedSpeciality', '0..1', concept(8451), 'performerType'),
      leaf('AdmCat', '0..1', simpleCode(8240), 'ext(contact-type).valueCoding'),
    ]),
  ]);
}

export const COMMENTS: GroupRow = group(
  'Comment',
  '0..*',
  'note*',
  [
    leaf('Heading', '1', simpleCode(8234), 'ext(heading).valueCoding'),
    leaf('TextResultValue', '1', text, 'text'),
    leaf('CodedComment', '1..*', code(undefined), 'ext(coded-comment)*.valueCoding'),
  ],
  { complete: withCommentText },
);

export interface ReferralMessage extends Pick<
  DocumentFormat,
  'id' | 'namespace' | 'namespaces' | 'eventCodes' | 'appRecVersion'
> {
  /** From the ServiceRequest, which is also the root `request`. */
  readonly rows: readonly Row[];
}

export function referralMessage({ rows, ...format }: ReferralMessage): DocumentFormat {
  return {
    ...format,
    root: 'Message',
    resourceType: 'ServiceRequest',
    decode: (message, scope) => {
      const request: FhirNode = {
        resourceType: 'ServiceRequest',
        intent: 'order',
        subject: scope.referenceToRoot('patient'),
      };
      scope.setRoot('request', request);
      scope.add(request, pathOf(message));
      decodeRows(message, rows, request, scope, 'ref');
      completeReferral(request, scope);
      return request;
    },
    encode: (stated, scope) => {
      const request = withRelatedRequester(stated, scope);
      scope.setRoot('request', request);
      return {
        name: 'Message',
        namespace: format.namespace,
        children: encodeRows(rows, request, scope, 'ref').children,
      };
    },
    taskOf: referralTask,
  };
}
