import { extensionUrl, volven } from '../../../src/fhir/systems.ts';
import { ofProfile, type BrokenExample } from './row.ts';

const carePlan = ofProfile('pathway-care-plan');
const task = ofProfile('measurement-point-task');
const encounter = ofProfile('pathway-encounter');
const period = ofProfile('referral-period');
const careTeam = ofProfile('pathway-care-team');
const referral = ofProfile('referral');
const onwardReferral = ofProfile('onward-referral');
const referralTask = ofProfile('referral-task');

const UNCONFIRMED = { url: extensionUrl('unconfirmed'), valueBoolean: true };
const GROUP = { reference: 'Group/youths' };

export const BROKEN_PATHWAYS: readonly BrokenExample[] = [
  carePlan(
    'adult-ended',
    'CarePlan pathway-ended',
    { 'period.end': undefined },
    'warning invariant CarePlan',
  ),
  carePlan(
    'taken-over',
    'CarePlan.extension:firstTrust max',
    {
      'extension[+]': {
        url: extensionUrl('first-trust'),
        extension: [
          { url: 'startDate', valueDate: '2024-01-15' },
          { url: 'name', valueString: 'Testvik sykehus HF' },
        ],
      },
    },
    'error slice-exceeded CarePlan.extension',
  ),
  carePlan(
    'adult-ended',
    'CarePlan.extension:unconfirmed max',
    {
      extension: [UNCONFIRMED, { ...UNCONFIRMED, valueBoolean: false }],
    },
    'error slice-exceeded CarePlan.extension',
  ),
  carePlan(
    'adult-ended',
    'CarePlan.identifier min',
    { identifier: undefined },
    'error required-element CarePlan',
  ),
  carePlan(
    'adult-ended',
    'CarePlan.identifier type',
    { 'identifier[0].system': undefined },
    'error required-element CarePlan.identifier[0]',
  ),
  carePlan(
    'adult-ended',
    'CarePlan.intent value',
    { intent: 'order' },
    'error pattern-value CarePlan.intent',
  ),
  carePlan(
    'adult-ended',
    'CarePlan.category:pathwayType min',
    {
      'category[0]': { coding: [{ system: 'http://snomed.info/sct', code: '735324008' }] },
    },
    'error slice-missing CarePlan.category',
  ),
  carePlan(
    'adult-ended',
    'CarePlan.category:pathwayType max',
    {
      'category[+]': { coding: [{ system: volven(9321), code: 'D12' }] },
    },
    'error slice-exceeded CarePlan.category',
  ),
  carePlan(
    'adult-ended',
    'CarePlan.category:pathwayType binding',
    {
      'category[0]': { coding: [{ system: volven(9321), code: 'D99' }] },
    },
    'information code-not-checked CarePlan.category[0]',
  ),
  carePlan(
    'adult-ended',
    'CarePlan.category:pathwayType.coding.code min',
    {
      'category[0]': { coding: [{ system: volven(9321), display: 'Psykisk helsevern, voksne' }] },
    },
    'error code-missing CarePlan.category[0]',
    'error required-element CarePlan.category[0].coding[0]',
  ),
  carePlan(
    'adult-ended',
    'CarePlan.subject type',
    { subject: GROUP },
    'error reference-target CarePlan.subject',
  ),

  task('due', 'Task measurement-point-deadline', { restriction: undefined }, 'error invariant Task'),
  task(
    'registered-with-outcome',
    'Task measurement-point-date',
    { executionPeriod: undefined },
    'warning invariant Task',
  ),
  task(
    'due',
    'Task.extension:unconfirmed max',
    {
      extension: [UNCONFIRMED, { ...UNCONFIRMED, valueBoolean: false }],
    },
    'error slice-exceeded Task.extension',
  ),
  task('due', 'Task.identifier min', { identifier: undefined }, 'error required-element Task'),
  task(
    'due',
    'Task.identifier type',
    { 'identifier[0].value': undefined },
    'error required-element Task.identifier[0]',
  ),
  task('due', 'Task.basedOn min', { basedOn: undefined }, 'error required-element Task'),
  task(
    'registered-with-outcome',
    'Task.status binding',
    { status: 'on-hold' },
    'error code-not-allowed Task.status',
  ),
  task('due', 'Task.intent value', { intent: 'order' }, 'error pattern-value Task.intent'),
  task('due', 'Task.code min', { code: undefined }, 'error required-element Task'),
  task(
    'registered-with-outcome',
    'Task.code.coding:event min',
    { 'code.coding[0]': undefined },
    'error slice-missing Task.code.coding',
  ),
  task(
    'registered-with-outcome',
    'Task.code.coding:event max',
    {
      'code.coding[+]': { system: volven(9322), code: 'M', display: 'Første fremmøte i pakkeforløpet' },
    },
    'error slice-exceeded Task.code.coding',
  ),
  task(
    'registered-with-outcome',
    'Task.code.coding:event binding',
    {
      'code.coding[0]': { system: volven(9322), code: 'Å' },
    },
    'information code-not-checked Task.code.coding[0]',
  ),
  task(
    'registered-with-outcome',
    'Task.code.coding:event.code min',
    {
      'code.coding[0]': { system: volven(9322), display: 'Klinisk beslutning' },
    },
    'error code-missing Task.code.coding[0]',
    'error required-element Task.code.coding[0]',
  ),
  task(
    'registered-with-outcome',
    'Task.code.coding:combinedCode max',
    {
      'code.coding[+]': { system: volven(9327), code: 'D11M', display: 'PHV-V første' },
    },
    'error slice-exceeded Task.code.coding',
  ),
  task(
    'registered-with-outcome',
    'Task.code.coding:combinedCode binding',
    {
      'code.coding[1]': { system: volven(9327), code: 'D99A' },
    },
    'information code-not-checked Task.code.coding[1]',
  ),
  task(
    'registered-with-outcome',
    'Task.code.coding:combinedCode.code min',
    {
      'code.coding[1]': { system: volven(9327), display: 'PHV-V klinisk beslutning' },
    },
    'error code-missing Task.code.coding[1]',
    'error required-element Task.code.coding[1]',
  ),
  task('due', 'Task.focus min', { focus: undefined }, 'error required-element Task'),
  task(
    'due',
    'Task.focus type',
    {
      focus: { reference: 'ServiceRequest/d01-substance-use-service-request-1' },
    },
    'error reference-target Task.focus',
  ),
  task('due', 'Task.for min', { for: undefined }, 'error required-element Task'),
  task('due', 'Task.for type', { for: GROUP }, 'error reference-target Task.for'),
  task(
    'registered-with-outcome',
    'Task.output:outcome max',
    {
      'output[+]': {
        type: {
          coding: [{ system: 'https://forlopsbro.no/fhir/CodeSystem/task-output', code: 'outcome' }],
        },
        valueCodeableConcept: { coding: [{ system: volven(9323), code: 'U' }] },
      },
    },
    'error slice-exceeded Task.output',
  ),
  task(
    'registered-with-outcome',
    'Task.output:outcome.value[x] type',
    {
      'output[0].valueCodeableConcept': undefined,
      'output[0].valueString': 'Behov for utvidet utredning',
    },
    'error type-not-allowed Task.output[0].value.ofType(string)',
  ),
  task(
    'registered-with-outcome',
    'Task.output:outcome.value[x] binding',
    {
      'output[0].valueCodeableConcept': { coding: [{ system: volven(8485), code: '1' }] },
    },
    'error code-not-allowed Task.output[0].value.ofType(CodeableConcept)',
  ),

  encounter(
    'outpatient',
    'Encounter.identifier min',
    { identifier: undefined },
    'error required-element Encounter',
  ),
  encounter(
    'outpatient',
    'Encounter.identifier type',
    { 'identifier[0].system': undefined },
    'error required-element Encounter.identifier[0]',
  ),
  encounter(
    'outpatient',
    'Encounter.class binding',
    {
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'EMER' },
    },
    'error code-not-allowed Encounter.class',
  ),
  encounter(
    'outpatient',
    'Encounter.type:careLevel min',
    { 'type[0]': undefined },
    'error slice-missing Encounter.type',
  ),
  encounter(
    'outpatient',
    'Encounter.type:careLevel max',
    {
      'type[+]': { coding: [{ system: volven(8406), code: '1' }] },
    },
    'error slice-exceeded Encounter.type',
  ),
  encounter(
    'outpatient',
    'Encounter.type:careLevel binding',
    {
      'type[0]': { coding: [{ system: volven(8406), code: '4' }] },
    },
    'information code-not-checked Encounter.type[0]',
  ),
  encounter(
    'outpatient',
    'Encounter.type:careLevel.coding.code min',
    {
      'type[0]': { coding: [{ system: volven(8406), display: 'Poliklinisk' }] },
    },
    'error code-missing Encounter.type[0]',
    'error required-element Encounter.type[0].coding[0]',
  ),
  encounter(
    'outpatient',
    'Encounter.type:contactType max',
    {
      'type[+]': { coding: [{ system: volven(8432), code: '5' }] },
    },
    'error slice-exceeded Encounter.type',
  ),
  encounter(
    'outpatient',
    'Encounter.type:contactType binding',
    {
      'type[1]': { coding: [{ system: volven(8432), code: '99' }] },
    },
    'information code-not-checked Encounter.type[1]',
  ),
  encounter(
    'outpatient',
    'Encounter.serviceType binding',
    {
      serviceType: { coding: [{ system: volven(9322), code: 'A' }] },
    },
    'error code-not-allowed Encounter.serviceType',
  ),
  encounter(
    'outpatient',
    'Encounter.subject min',
    { subject: undefined },
    'error required-element Encounter',
  ),
  encounter(
    'outpatient',
    'Encounter.subject type',
    { subject: GROUP },
    'error reference-target Encounter.subject',
  ),
  encounter(
    'outpatient',
    'Encounter.basedOn max',
    {
      'basedOn[+]': { reference: 'ServiceRequest/another' },
    },
    'error cardinality Encounter.basedOn',
  ),
  encounter('outpatient', 'Encounter.period min', { period: undefined }, 'error required-element Encounter'),
  encounter(
    'outpatient',
    'Encounter.period.start min',
    { 'period.start': undefined },
    'error required-element Encounter.period',
  ),
  encounter(
    'outpatient',
    'Encounter.serviceProvider min',
    { serviceProvider: undefined },
    'error required-element Encounter',
  ),

  period(
    'ended',
    'EpisodeOfCare referral-period-ended',
    { 'period.end': undefined },
    'warning invariant EpisodeOfCare',
  ),
  period(
    'ended',
    'EpisodeOfCare.identifier min',
    { identifier: undefined },
    'error required-element EpisodeOfCare',
  ),
  period(
    'ended',
    'EpisodeOfCare.managingOrganization min',
    { managingOrganization: undefined },
    'error required-element EpisodeOfCare',
  ),
  period(
    'ended',
    'EpisodeOfCare.referralRequest max',
    {
      'referralRequest[+]': { reference: 'ServiceRequest/another' },
    },
    'error cardinality EpisodeOfCare.referralRequest',
  ),

  careTeam('adult', 'CareTeam.identifier min', { identifier: undefined }, 'error required-element CareTeam'),
  careTeam(
    'adult',
    'CareTeam.identifier type',
    { 'identifier[0].system': undefined },
    'error required-element CareTeam.identifier[0]',
  ),
  careTeam('adult', 'CareTeam.subject min', { subject: undefined }, 'error required-element CareTeam'),
  careTeam('adult', 'CareTeam.subject type', { subject: GROUP }, 'error reference-target CareTeam.subject'),
  careTeam(
    'adult',
    'CareTeam.participant min',
    { participant: undefined },
    'error required-element CareTeam',
  ),
  careTeam(
    'adult',
    'CareTeam.participant.role min',
    { 'participant[0].role': undefined },
    'error required-element CareTeam.participant[0]',
  ),
  careTeam(
    'adult',
    'CareTeam.participant.member min',
    { 'participant[1].member': undefined },
    'error required-element CareTeam.participant[1]',
  ),

  referral(
    'adult',
    'ServiceRequest.extension:originalPriority max',
    {
      'extension[+]': {
        url: extensionUrl('original-priority'),
        valueCoding: { system: volven(8306), code: '3', display: 'Haster (elektiv)' },
      },
    },
    'error slice-exceeded ServiceRequest.extension',
  ),
  referral(
    'adult',
    'ServiceRequest.extension:assessment max',
    {
      'extension[+]': {
        url: extensionUrl('referral-assessment'),
        extension: [{ url: 'rightGranted', valueBoolean: true }],
      },
    },
    'error slice-exceeded ServiceRequest.extension',
  ),
  referral(
    'adult',
    'ServiceRequest.identifier min',
    { identifier: undefined },
    'error required-element ServiceRequest',
  ),
  referral(
    'adult',
    'ServiceRequest.intent value',
    { intent: 'proposal' },
    'error pattern-value ServiceRequest.intent',
  ),
  referral(
    'adult',
    'ServiceRequest.category:referralType max',
    {
      'category[+]': { coding: [{ system: volven(8455), code: '1', display: 'Utredning' }] },
    },
    'error slice-exceeded ServiceRequest.category',
  ),
  referral(
    'adult',
    'ServiceRequest.category:referralType binding',
    {
      'category[0]': { coding: [{ system: volven(8455), code: '77' }] },
    },
    'information code-not-checked ServiceRequest.category[0]',
  ),
  referral(
    'adult',
    'ServiceRequest.category:referralType.coding.code min',
    {
      'category[0]': { coding: [{ system: volven(8455), display: 'Utredning' }] },
    },
    'error code-missing ServiceRequest.category[0]',
    'error required-element ServiceRequest.category[0].coding[0]',
  ),
  referral(
    'adult',
    'ServiceRequest.subject type',
    { subject: GROUP },
    'error reference-target ServiceRequest.subject',
  ),
  referral(
    'adult',
    'ServiceRequest.performer min',
    { performer: undefined },
    'error required-element ServiceRequest',
  ),
  referral(
    'adult',
    'ServiceRequest.performer max',
    {
      'performer[+]': { reference: 'Organization/another' },
    },
    'error cardinality ServiceRequest.performer',
  ),

  onwardReferral(
    'pathway-type',
    'ServiceRequest.extension:pathwayCode min',
    { extension: undefined },
    'error required-element ServiceRequest',
    'error slice-missing ServiceRequest.extension',
  ),

  referralTask(
    'accepted',
    'Task.businessStatus binding',
    {
      businessStatus: { coding: [{ system: volven(8485), code: '1' }] },
    },
    'warning code-not-allowed Task.businessStatus',
  ),
  referralTask('accepted', 'Task.intent value', { intent: 'plan' }, 'error pattern-value Task.intent'),
  referralTask('accepted', 'Task.focus min', { focus: undefined }, 'error required-element Task'),
  referralTask('accepted', 'Task.for min', { for: undefined }, 'error required-element Task'),
  referralTask('accepted', 'Task.for type', { for: GROUP }, 'error reference-target Task.for'),
  referralTask('accepted', 'Task.owner min', { owner: undefined }, 'error required-element Task'),
];
