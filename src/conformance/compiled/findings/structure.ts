import type { FindingDefinition } from '../../../findings/finding.ts';
import { define } from './define.ts';

/** Form and structure: JSON, elements, cardinality, ids. */
export const STRUCTURE_FINDINGS = {
  notJson: define(
    'not-json',
    'error',
    'structure',
    { en: 'The text is not JSON: {text}.', no: 'Teksten er ikke JSON: {text}.' },
    { en: 'Mend the text at that place.', no: 'Rett teksten på dette stedet.' },
    'json.html',
  ),
  duplicateKey: define(
    'duplicate-key',
    'error',
    'structure',
    {
      en: 'The property "{found}" stands twice in one object.',
      no: 'Egenskapen «{found}» står to ganger i samme objekt.',
    },
    {
      en: 'Keep one of them; put repeating values in an array.',
      no: 'Behold én av dem; sett verdier som gjentas, i en liste.',
    },
    'json.html',
  ),
  nestedTooDeeply: define(
    'nested-too-deeply',
    'error',
    'too-costly',
    {
      en: 'The content is nested more than {allowed} levels deep.',
      no: 'Innholdet er nøstet mer enn {allowed} nivåer dypt.',
    },
    { en: 'Send the content with fewer levels.', no: 'Send innholdet med færre nivåer.' },
    'json.html (the depth is a limit of this service)',
  ),
  notAResource: define(
    'not-a-resource',
    'error',
    'structure',
    {
      en: 'Here belongs a resource, but found was {found}.',
      no: 'Her hører en ressurs hjemme, men funnet ble {found}.',
    },
    { en: 'Send a JSON object with a resourceType.', no: 'Send et JSON-objekt med resourceType.' },
    'json.html#resources',
  ),
  unknownResourceType: define(
    'unknown-resource-type',
    'error',
    'structure',
    { en: 'FHIR R4 has no resource type {found}.', no: 'FHIR R4 har ingen ressurstype {found}.' },
    {
      en: 'Use the name of an R4 resource type, such as {allowed}.',
      no: 'Bruk navnet på en ressurstype i R4, for eksempel {allowed}.',
    },
    'resourcelist.html',
  ),
  unknownElement: define(
    'unknown-element',
    'error',
    'structure',
    { en: '{rule} has no element "{found}".', no: '{rule} har ikke noe element «{found}».' },
    {
      en: 'Correct the spelling, leave it out, or carry the content as an extension.',
      no: 'Rett stavemåten, utelat det, eller send innholdet som en utvidelse.',
    },
    'json.html',
  ),
  unknownElementNear: define(
    'unknown-element',
    'error',
    'structure',
    { en: '{rule} has no element "{found}".', no: '{rule} har ikke noe element «{found}».' },
    { en: 'Perhaps "{allowed}" is meant.', no: 'Kanskje menes «{allowed}».' },
    'json.html',
  ),
  emptyValue: define(
    'empty-value',
    'error',
    'structure',
    {
      en: 'The element is present without content ({found}).',
      no: 'Elementet er med, men uten innhold ({found}).',
    },
    { en: 'Leave the element out, or give it a value.', no: 'Utelat elementet, eller gi det en verdi.' },
    'json.html#null',
  ),
  idOnly: define(
    'id-only',
    'warning',
    'invariant',
    {
      en: 'The element has an id and nothing else (ele-1).',
      no: 'Elementet har en id og ikke noe annet (ele-1).',
    },
    { en: 'Leave the element out, or give it content.', no: 'Utelat elementet, eller gi det innhold.' },
    'element.html#invs',
  ),
  duplicateId: define(
    'duplicate-id',
    'error',
    'invariant',
    {
      en: 'The id {found} stands on two elements of the resource.',
      no: 'Id-en {found} står på to elementer i ressursen.',
    },
    { en: 'Give each element an id of its own, or none.', no: 'Gi hvert element sin egen id, eller ingen.' },
    'element.html#id',
  ),
  arrayExpected: define(
    'array-expected',
    'error',
    'structure',
    {
      en: 'The element can repeat and must be an array, but found was {found}.',
      no: 'Elementet kan gjentas og må være en liste, men funnet ble {found}.',
    },
    { en: 'Put the value in square brackets.', no: 'Sett verdien i hakeparenteser.' },
    'json.html#repeat',
  ),
  singleExpected: define(
    'single-expected',
    'error',
    'structure',
    {
      en: 'The element cannot repeat and must not be an array.',
      no: 'Elementet kan ikke gjentas og må ikke være en liste.',
    },
    { en: 'Send the one value without square brackets.', no: 'Send den ene verdien uten hakeparenteser.' },
    'json.html#repeat',
  ),
  jsonType: define(
    'json-type',
    'error',
    'structure',
    {
      en: 'A JSON {allowed} belongs here, but found was {found}.',
      no: 'Her hører JSON-typen {allowed} hjemme, men funnet ble {found}.',
    },
    {
      en: 'Send numbers and booleans without quotation marks, texts and dates with them, and elements with parts as objects.',
      no: 'Send tall og boolske verdier uten anførselstegn, tekster og datoer med, og elementer med deler som objekter.',
    },
    'json.html#primitive',
  ),
  missingElement: define(
    'required-element',
    'error',
    'required',
    { en: '{rule} is required and missing ({profile}).', no: '{rule} er påkrevd og mangler ({profile}).' },
    { en: 'Give the element a value.', no: 'Gi elementet en verdi.' },
    'conformance-rules.html#cardinality',
  ),
  cardinality: define(
    'cardinality',
    'error',
    'structure',
    {
      en: '{rule} occurs {found} times, where {allowed} are allowed ({profile}).',
      no: '{rule} forekommer {found} ganger, der {allowed} er tillatt ({profile}).',
    },
    { en: 'Send as many values as are allowed.', no: 'Send så mange verdier som er tillatt.' },
    'conformance-rules.html#cardinality',
  ),
  choiceConflict: define(
    'choice-conflict',
    'error',
    'structure',
    {
      en: '{found} are forms of one element, of which only one can be present.',
      no: '{found} er former av samme element, og bare én kan være med.',
    },
    { en: 'Keep one of them.', no: 'Behold én av dem.' },
    'formats.html#choice',
  ),
  notJudged: define(
    'not-judged',
    'error',
    'exception',
    { en: 'The content could not be judged ({text}).', no: 'Innholdet kunne ikke prøves ({text}).' },
    {
      en: 'Send it with fewer levels; if it is built as FHIR asks, report it to us as a fault of ours.',
      no: 'Send det med færre nivåer; er det bygd slik FHIR krever, meld det til oss som en feil hos oss.',
    },
    'validation.html',
  ),
  judgingStopped: define(
    'judging-stopped',
    'information',
    'informational',
    {
      en: 'There were {found} errors, and judging stopped there; there may be more.',
      no: 'Det var {found} feil, og prøvingen stanset der; det kan være flere.',
    },
    { en: 'Mend those that are listed and send again.', no: 'Rett dem som er listet, og send på nytt.' },
    'validation.html (the number is a limit of this service)',
  ),
  furtherFindings: define(
    'further-findings',
    'information',
    'informational',
    { en: '{found} more findings are not listed.', no: '{found} flere funn er ikke listet.' },
    { en: 'Mend those that are listed and send again.', no: 'Rett dem som er listet, og send på nytt.' },
    'validation.html (the number is a limit of this service)',
  ),
  responseNotOfForm: define(
    'response-not-of-questionnaire',
    'error',
    'business-rule',
    {
      en: 'The response does not follow its Questionnaire: {text}.',
      no: 'Svaret følger ikke spørreskjemaet sitt: {text}.',
    },
    {
      en: 'Answer the questions of the Questionnaire, each by its linkId and type, in their order.',
      no: 'Svar på spørsmålene i spørreskjemaet, hvert med sin linkId og type, i rekkefølgen deres.',
    },
    'questionnaireresponse.html#notes',
  ),
} as const satisfies Record<string, FindingDefinition>;
