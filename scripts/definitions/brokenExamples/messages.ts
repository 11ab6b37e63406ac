import { volven } from '../../../src/fhir/systems.ts';
import { ofProfile, type BrokenExample } from './row.ts';

const communication = ofProfile('care-communication');
const document = ofProfile('clinical-document');
const messageDocument = ofProfile('message-document');
const documentReference = ofProfile('clinical-document-reference');
const provenance = ofProfile('exchange-provenance');
const header = ofProfile('exchange-message-header');
const message = ofProfile('message-bundle');
const transaction = ofProfile('pathway-transaction');
const documentBundle = ofProfile('document-bundle');

const GROUP = { reference: 'Group/youths' };
const MOTHER = { reference: 'RelatedPerson/mother' };

export const BROKEN_MESSAGES: readonly BrokenExample[] = [
  communication(
    'request',
    'Communication.subject min',
    { subject: undefined },
    'error required-element Communication',
  ),
  communication(
    'request',
    'Communication.subject type',
    { subject: GROUP },
    'error reference-target Communication.subject',
  ),
  communication(
    'request',
    'Communication.payload min',
    { payload: undefined },
    'error required-element Communication',
  ),

  document(
    'crisis-plan',
    'Composition.type binding',
    {
      type: { coding: [{ system: volven(8279), code: 'EPIKRISE' }] },
    },
    'error code-not-allowed Composition.type',
  ),
  document(
    'crisis-plan',
    'Composition.subject min',
    { subject: undefined },
    'error required-element Composition',
  ),
  document(
    'crisis-plan',
    'Composition.subject type',
    { subject: GROUP },
    'error reference-target Composition.subject',
  ),

  messageDocument(
    'discharge-letter',
    'Composition.subject min',
    { subject: undefined },
    'error required-element Composition',
  ),
  messageDocument(
    'discharge-letter',
    'Composition.subject type',
    { subject: GROUP },
    'error reference-target Composition.subject',
  ),

  documentReference(
    'individual-plan',
    'DocumentReference.type binding',
    {
      type: { coding: [{ system: volven(8279), code: 'EPIKRISE' }] },
    },
    'error code-not-allowed DocumentReference.type',
  ),
  documentReference(
    'individual-plan',
    'DocumentReference.content max',
    {
      'content[+]': {
        attachment: { contentType: 'text/plain', url: 'https://eksempelfjord.example/plan.txt' },
      },
    },
    'error cardinality DocumentReference.content',
  ),

  provenance(
    'message',
    'Provenance.agent max',
    {
      'agent[+]': { who: { reference: 'Organization/another' } },
    },
    'error cardinality Provenance.agent',
  ),
  provenance(
    'message',
    'Provenance.agent.who type',
    { 'agent[0].who': MOTHER },
    'error reference-target Provenance.agent[0].who',
  ),
  provenance(
    'message',
    'Provenance.entity.role value',
    { 'entity[0].role': 'removal' },
    'error pattern-value Provenance.entity[0].role',
  ),

  header(
    'dialogue',
    'MessageHeader.event[x] type',
    {
      eventCoding: undefined,
      eventUri: 'https://forlopsbro.no/fhir/event/dialogue',
    },
    'error type-not-allowed MessageHeader.event.ofType(uri)',
  ),
  header(
    'dialogue',
    'MessageHeader.event[x] binding',
    {
      eventCoding: { system: volven(9602), code: 'A03-2' },
    },
    'warning code-not-allowed MessageHeader.event.ofType(Coding)',
  ),
  header(
    'dialogue',
    'MessageHeader.destination min',
    { destination: undefined },
    'error required-element MessageHeader',
  ),
  header(
    'dialogue',
    'MessageHeader.destination.receiver min',
    { 'destination[0].receiver': undefined },
    'error required-element MessageHeader.destination[0]',
  ),
  header(
    'dialogue',
    'MessageHeader.sender min',
    { sender: undefined },
    'error required-element MessageHeader',
  ),
  header(
    'dialogue',
    'MessageHeader.sender type',
    { sender: { reference: 'Practitioner/coordinator' } },
    'error reference-target MessageHeader.sender',
  ),
  header(
    'dialogue',
    'MessageHeader.source.endpoint message-endpoint',
    {
      'source.endpoint': 'https://eksempelfjord.example/messages',
    },
    'error invariant MessageHeader.source.endpoint',
  ),

  message('request', 'Bundle.identifier min', { identifier: undefined }, 'error required-element Bundle'),
  message(
    'request',
    'Bundle.identifier type',
    { 'identifier.system': undefined },
    'error required-element Bundle.identifier',
  ),
  message('request', 'Bundle.type value', { type: 'collection' }, 'error pattern-value Bundle.type'),
  message('request', 'Bundle.timestamp min', { timestamp: undefined }, 'error required-element Bundle'),
  message(
    'request',
    'Bundle.entry:header min',
    {
      'entry[0].resource': { resourceType: 'Basic', code: { text: 'Konvolutt' } },
    },
    'error invariant Bundle',
    'error bundle-rule Bundle.entry[0]',
    'error slice-missing Bundle.entry',
  ),
  message(
    'request',
    'Bundle.entry:header max',
    {
      'entry[+]': {
        fullUrl: 'urn:uuid:2b1d6b0e-4c6c-4e4e-8d7b-0c9a1f3e5d77',
        resource: {
          resourceType: 'MessageHeader',
          eventCoding: { system: volven(8279), code: 'DIALOG_FORESPORSEL' },
          sender: { reference: 'Organization/another' },
          source: { endpoint: 'urn:oid:2.16.578.1.12.4.1.2.8304002' },
          destination: [
            {
              receiver: { reference: 'Organization/another' },
              endpoint: 'urn:oid:2.16.578.1.12.4.1.2.8305002',
            },
          ],
        },
      },
    },
    'error slice-exceeded Bundle.entry',
  ),
  message(
    'request',
    'Bundle.entry:header.resource type',
    { 'entry[0].resource.sender': undefined },
    'error required-element Bundle.entry[0].resource',
  ),

  transaction('reply', 'Bundle.type value', { type: 'batch' }, 'error pattern-value Bundle.type'),
  transaction('reply', 'Bundle.entry min', { entry: undefined }, 'error required-element Bundle'),
  transaction(
    'reply',
    'Bundle.entry.fullUrl min',
    {
      'entry[+]': {
        resource: { resourceType: 'Organization', name: 'Eksempelfjord DPS' },
        request: { method: 'POST', url: 'Organization' },
      },
    },
    'error required-element Bundle.entry[14]',
  ),
  transaction(
    'reply',
    'Bundle.entry.resource min',
    {
      'entry[+]': {
        fullUrl: 'urn:uuid:2b1d6b0e-4c6c-4e4e-8d7b-0c9a1f3e5d78',
        request: { method: 'DELETE', url: 'Organization/another' },
      },
    },
    'error required-element Bundle.entry[14]',
  ),

  documentBundle(
    'crisis-plan',
    'Bundle.type value',
    { type: 'collection' },
    'error pattern-value Bundle.type',
  ),
  documentBundle(
    'crisis-plan',
    'Bundle.entry:composition min',
    {
      'entry[0].resource': { resourceType: 'Basic', code: { text: 'Kriseplan' } },
    },
    'error invariant Bundle',
    'error bundle-rule Bundle.entry[0]',
    'error orphan-entry Bundle.entry[1]',
    'error orphan-entry Bundle.entry[2]',
    'error slice-missing Bundle.entry',
  ),
  documentBundle(
    'crisis-plan',
    'Bundle.entry:composition max',
    {
      'entry[+]': {
        fullUrl: 'urn:uuid:5a7c1e0e-0d5b-4d0a-8c39-0f4f5f1f3b09',
        resource: {
          resourceType: 'Composition',
          status: 'final',
          type: { coding: [{ system: volven(9602), code: 'A02-2', display: 'Individuell plan' }] },
          subject: { reference: 'urn:uuid:5a7c1e0e-0d5b-4d0a-8c39-0f4f5f1f3b02' },
          date: '2025-09-12',
          author: [{ reference: 'urn:uuid:5a7c1e0e-0d5b-4d0a-8c39-0f4f5f1f3b03' }],
          title: 'Individuell plan',
        },
      },
    },
    'error slice-exceeded Bundle.entry',
  ),
  documentBundle(
    'crisis-plan',
    'Bundle.entry:composition.resource type',
    {
      'entry[0].resource.type': { coding: [{ system: volven(8279), code: 'EPIKRISE' }] },
    },
    'error code-not-allowed Bundle.entry[0].resource.type',
  ),
];
