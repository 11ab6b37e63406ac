import type { FindingDefinition } from '../../../findings/finding.ts';
import { define } from './define.ts';

/** Codes, code systems and bindings. */
export const CODE_FINDINGS = {
  codeNotAllowed: define(
    'code-not-allowed',
    'error',
    'code-invalid',
    {
      en: '{found} is not in the value set {rule} ({profile}).',
      no: '{found} er ikke i kodesettet {rule} ({profile}).',
    },
    { en: 'Use one of its codes: {allowed}.', no: 'Bruk en av kodene: {allowed}.' },
    'terminologies.html#strength',
  ),
  codeNotAllowedNear: define(
    'code-not-allowed',
    'error',
    'code-invalid',
    {
      en: '{found} is not in the value set {rule} ({profile}).',
      no: '{found} er ikke i kodesettet {rule} ({profile}).',
    },
    { en: 'Perhaps "{allowed}" is meant.', no: 'Kanskje menes «{allowed}».' },
    'terminologies.html#strength',
  ),
  codeNotChecked: define(
    'code-not-checked',
    'information',
    'not-supported',
    {
      en: '{found} could not be held against the value set {rule}, whose content is not at hand.',
      no: '{found} kunne ikke holdes mot kodesettet {rule}, som ikke er tilgjengelig her.',
    },
    {
      en: 'Have the code checked by a terminology server that has the system.',
      no: 'Få koden prøvd av en terminologitjener som har kodeverket.',
    },
    'terminologies.html#strength',
  ),
  unknownCode: define(
    'unknown-code',
    'error',
    'code-invalid',
    { en: 'The code system {rule} has no code {found}.', no: 'Kodeverket {rule} har ingen kode {found}.' },
    {
      en: 'Use a code of the system, or name the system that the code is from.',
      no: 'Bruk en kode fra kodeverket, eller oppgi kodeverket som koden er fra.',
    },
    'datatypes.html#Coding',
  ),
  unknownCodeNear: define(
    'unknown-code',
    'error',
    'code-invalid',
    { en: 'The code system {rule} has no code {found}.', no: 'Kodeverket {rule} har ingen kode {found}.' },
    { en: 'Perhaps "{allowed}" is meant.', no: 'Kanskje menes «{allowed}».' },
    'datatypes.html#Coding',
  ),
  wrongDisplay: define(
    'wrong-display',
    'error',
    'value',
    {
      en: 'The display {found} is not that of {rule}.',
      no: 'Visningsteksten {found} er ikke den til {rule}.',
    },
    { en: 'Use "{allowed}", or leave display out.', no: 'Bruk «{allowed}», eller utelat display.' },
    'datatypes.html#Coding',
  ),
  systemNotAbsolute: define(
    'system-not-absolute',
    'error',
    'value',
    { en: 'The system {found} is not an absolute URI.', no: 'Systemet {found} er ingen absolutt URI.' },
    {
      en: 'Give the URI by which the system is known, such as one that begins with http:// or urn:oid:.',
      no: 'Oppgi URI-en som systemet er kjent ved, for eksempel en som begynner med http:// eller urn:oid:.',
    },
    'datatypes.html#uri',
  ),
  systemUnknown: define(
    'system-unknown',
    'error',
    'value',
    {
      en: '{found} is the URI of no code system of HL7.',
      no: '{found} er ikke URI-en til noe kodeverk fra HL7.',
    },
    {
      en: 'Give the URI of the code system from which the code is.',
      no: 'Oppgi URI-en til kodeverket som koden er fra.',
    },
    'terminologies-systems.html',
  ),
  systemNear: define(
    'system-unknown',
    'error',
    'value',
    {
      en: '{found} is the URI of no code system, but {allowed} is.',
      no: '{found} er ikke URI-en til noe kodeverk, men {allowed} er det.',
    },
    { en: 'Write {allowed}.', no: 'Skriv {allowed}.' },
    'terminologies-systems.html',
  ),
  valueSetAsSystem: define(
    'value-set-as-system',
    'error',
    'value',
    {
      en: '{found} is a value set and cannot be the system of a code.',
      no: '{found} er et kodesett og kan ikke være systemet til en kode.',
    },
    {
      en: 'Give the URL of the code system from which the code is.',
      no: 'Oppgi URL-en til kodeverket som koden er fra.',
    },
    'terminologies.html',
  ),
  noCodeInRequiredBinding: define(
    'code-missing',
    'error',
    'code-invalid',
    {
      en: 'A code from the value set {rule} is required, and there is none.',
      no: 'En kode fra kodesettet {rule} er påkrevd, og det er ingen.',
    },
    {
      en: 'Add a coding with one of its codes: {allowed}.',
      no: 'Legg til en coding med en av kodene: {allowed}.',
    },
    'terminologies.html#strength',
  ),
  filterNotChecked: define(
    'filter-not-checked',
    'error',
    'not-supported',
    {
      en: 'The filter {rule} {found} could not be checked, as {allowed} is not at hand.',
      no: 'Filteret {rule} {found} kunne ikke prøves, siden {allowed} ikke er tilgjengelig her.',
    },
    {
      en: 'Have the value set checked by a terminology server that has the system, or load the system.',
      no: 'Få kodesettet prøvd av en terminologitjener som har kodeverket, eller last inn kodeverket.',
    },
    'valueset.html#filters',
  ),
} as const satisfies Record<string, FindingDefinition>;
