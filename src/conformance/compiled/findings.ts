import type { FindingDefinition, IssueType, Sentence, Severity } from '../../findings/finding.ts';

/**
 * What the validator can find. In the sentences: {found} what stands there, {allowed} what may stand there, {rule}
 * the rule's key or element, {text} the rule's own words, {profile} the definition that states it.
 */
const R4 = 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/';

function define(
  code: string,
  severity: Severity,
  issueType: IssueType,
  message: Sentence,
  remedy: Sentence,
  page: string,
): FindingDefinition {
  return { code, severity, issueType, message, remedy, source: `${R4}${page}` };
}

export const VALIDATION_FINDINGS = {
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
  language: define(
    'language-unknown',
    'error',
    'code-invalid',
    {
      en: '{found} is no language tag of BCP 47.',
      no: '{found} er ikke en språkkode etter BCP 47.',
    },
    {
      en: 'Write the language as in the registry of BCP 47, such as nb, nn or nb-NO.',
      no: 'Skriv språket som i registeret til BCP 47, for eksempel nb, nn eller nb-NO.',
    },
    'resource.html#language',
  ),
  duplicateLabel: define(
    'duplicate-security-label',
    'error',
    'value',
    {
      en: 'The security label {found} stands twice.',
      no: 'Sikkerhetsmerket {found} står to ganger.',
    },
    { en: 'Keep one of them.', no: 'Behold ett av dem.' },
    'resource.html#Meta',
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
  primitiveFormat: define(
    'value-format',
    'error',
    'value',
    { en: '{found} is not a valid {allowed}.', no: '{found} er ingen gyldig {allowed}.' },
    {
      en: 'Write the value as the data type {allowed} asks for.',
      no: 'Skriv verdien slik datatypen {allowed} krever.',
    },
    'datatypes.html#primitive',
  ),
  stringTooLong: define(
    'string-too-long',
    'error',
    'too-long',
    {
      en: 'The text has {found} characters, where at most {allowed} are allowed.',
      no: 'Teksten har {found} tegn, der høyst {allowed} er tillatt.',
    },
    {
      en: 'Shorten the text, or carry it as an attachment.',
      no: 'Kort ned teksten, eller send den som vedlegg.',
    },
    'datatypes.html#string',
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
  invariant: define(
    'invariant',
    'error',
    'invariant',
    { en: 'Rule {rule} is broken: {text} ({profile}).', no: 'Regel {rule} er brutt: {text} ({profile}).' },
    {
      en: 'Change the content so that this holds: {allowed}.',
      no: 'Endre innholdet slik at dette gjelder: {allowed}.',
    },
    'conformance-rules.html#constraints',
  ),
  brokenInvariant: define(
    'broken-invariant',
    'information',
    'processing',
    {
      en: 'Rule {rule} of {profile} cannot be evaluated, and is not judged: {text}.',
      no: 'Regel {rule} i {profile} kan ikke beregnes, og prøves ikke: {text}.',
    },
    {
      en: 'The fault is in the definition; its publisher must mend the expression.',
      no: 'Feilen ligger i definisjonen; utgiveren må rette uttrykket.',
    },
    'conformance-rules.html#constraints',
  ),
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
  identifierNotUri: define(
    'identifier-not-uri',
    'error',
    'value',
    {
      en: 'The value {found} of an identifier of system urn:ietf:rfc:3986 is not a URI.',
      no: 'Verdien {found} til en identifikator med systemet urn:ietf:rfc:3986 er ingen URI.',
    },
    {
      en: 'Write the value with its scheme, such as urn:oid: or urn:uuid:.',
      no: 'Skriv verdien med skjema, for eksempel urn:oid: eller urn:uuid:.',
    },
    'datatypes.html#Identifier',
  ),
  attachmentSize: define(
    'attachment-size',
    'error',
    'value',
    {
      en: 'size says {found} bytes, and data holds {allowed}.',
      no: 'size sier {found} byte, og data har {allowed}.',
    },
    {
      en: 'Set size to the number of bytes before base64, or leave it out.',
      no: 'Sett size til antall byte før base64, eller utelat det.',
    },
    'datatypes.html#Attachment',
  ),
  attachmentHash: define(
    'attachment-hash',
    'error',
    'value',
    { en: 'hash is not the SHA-1 of data.', no: 'hash er ikke SHA-1 av data.' },
    {
      en: 'Set hash to the base64 of the SHA-1 of the bytes, or leave it out.',
      no: 'Sett hash til base64 av SHA-1 av bytene, eller utelat den.',
    },
    'datatypes.html#Attachment',
  ),
  unknownExtension: define(
    'unknown-extension',
    'error',
    'extension',
    { en: 'The extension {found} is not known here.', no: 'Utvidelsen {found} er ikke kjent her.' },
    {
      en: 'Correct the URL, or have the definition of the extension loaded.',
      no: 'Rett URL-en, eller få definisjonen av utvidelsen lastet inn.',
    },
    'extensibility.html',
  ),
  extensionOnId: define(
    'extension-on-id',
    'error',
    'structure',
    {
      en: 'The id of a resource cannot have the extension {found}.',
      no: 'Id-en til en ressurs kan ikke ha utvidelsen {found}.',
    },
    { en: 'Put the extension on the resource.', no: 'Sett utvidelsen på ressursen.' },
    'resource.html#id',
  ),
  notAnExtension: define(
    'not-an-extension',
    'error',
    'value',
    {
      en: '{found} is the definition of {allowed}, not of an extension.',
      no: '{found} er definisjonen av {allowed}, ikke av en utvidelse.',
    },
    { en: 'Give the URL of an extension.', no: 'Oppgi URL-en til en utvidelse.' },
    'extensibility.html',
  ),
  extensionUrl: define(
    'extension-url',
    'error',
    'extension',
    {
      en: 'The URL {found} of an extension is not absolute.',
      no: 'URL-en {found} til en utvidelse er ikke absolutt.',
    },
    {
      en: 'Use the canonical URL of the definition of the extension.',
      no: 'Bruk den kanoniske URL-en til definisjonen av utvidelsen.',
    },
    'extensibility.html',
  ),
  extensionContent: define(
    'extension-content',
    'error',
    'extension',
    {
      en: 'An extension has either a value or extensions; this one has {found}.',
      no: 'En utvidelse har enten verdi eller utvidelser; denne har {found}.',
    },
    { en: 'Keep one of the two (ext-1).', no: 'Behold én av delene (ext-1).' },
    'extensibility.html#Extension',
  ),
  extensionContext: define(
    'extension-context',
    'error',
    'extension',
    {
      en: 'The extension {found} cannot stand on {rule}, only on {allowed}.',
      no: 'Utvidelsen {found} kan ikke stå på {rule}, bare på {allowed}.',
    },
    { en: 'Move it to an element where it can stand.', no: 'Flytt den til et element der den kan stå.' },
    'defining-extensions.html#context',
  ),
  extensionModifier: define(
    'extension-modifier',
    'error',
    'extension',
    { en: 'The extension {found} must stand in {allowed}.', no: 'Utvidelsen {found} må stå i {allowed}.' },
    { en: 'Move it there.', no: 'Flytt den dit.' },
    'extensibility.html#modifierExtension',
  ),
  containedInContained: define(
    'contained-in-contained',
    'error',
    'invariant',
    {
      en: 'A contained resource cannot contain resources (dom-2).',
      no: 'En inneholdt ressurs kan ikke inneholde ressurser (dom-2).',
    },
    {
      en: 'Move the inner resource to the list of the outermost.',
      no: 'Flytt den innerste ressursen til listen i den ytterste.',
    },
    'references.html#contained',
  ),
  containedNotReferenced: define(
    'contained-not-referenced',
    'error',
    'invariant',
    {
      en: 'Nothing refers to the contained resource {found} (dom-3).',
      no: 'Ingenting viser til den inneholdte ressursen {found} (dom-3).',
    },
    { en: 'Refer to it with #id, or leave it out.', no: 'Vis til den med #id, eller utelat den.' },
    'references.html#contained',
  ),
  containedMeta: define(
    'contained-meta',
    'error',
    'invariant',
    {
      en: 'A contained resource cannot have meta.{found} ({rule}).',
      no: 'En inneholdt ressurs kan ikke ha meta.{found} ({rule}).',
    },
    { en: 'Leave it out.', no: 'Utelat det.' },
    'references.html#contained',
  ),
  containedId: define(
    'contained-id',
    'error',
    'invariant',
    { en: 'The contained resource has {found}.', no: 'Den inneholdte ressursen har {found}.' },
    { en: 'Give each contained resource an id of its own.', no: 'Gi hver inneholdt ressurs sin egen id.' },
    'references.html#contained',
  ),
  noNarrative: define(
    'no-narrative',
    'warning',
    'invariant',
    { en: 'The resource has no narrative (dom-6).', no: 'Ressursen har ingen tekst for mennesker (dom-6).' },
    {
      en: 'Give it text.div, for those who must read it without a program that knows it.',
      no: 'Gi den text.div, for dem som må lese den uten et program som kjenner den.',
    },
    'narrative.html',
  ),
  referenceFormat: define(
    'reference-format',
    'error',
    'value',
    {
      en: 'The reference {found} is not a URL, Type/id or #id.',
      no: 'Referansen {found} er ikke en URL, Type/id eller #id.',
    },
    {
      en: 'Write it as Type/id, such as Patient/123, as an absolute URL, or as #id of a contained resource.',
      no: 'Skriv den som Type/id, for eksempel Patient/123, som absolutt URL, eller som #id til en inneholdt ressurs.',
    },
    'references.html#literal',
  ),
  referenceTarget: define(
    'reference-target',
    'error',
    'structure',
    {
      en: 'The reference leads to {found}, where only {allowed} can stand.',
      no: 'Referansen fører til {found}, der bare {allowed} kan stå.',
    },
    { en: 'Refer to a resource of an allowed type.', no: 'Vis til en ressurs av en tillatt type.' },
    'references.html',
  ),
  aggregation: define(
    'reference-aggregation',
    'error',
    'structure',
    {
      en: 'The reference {found} is not met as {profile} asks: {allowed}.',
      no: 'Referansen {found} er ikke innfridd slik {profile} krever: {allowed}.',
    },
    {
      en: 'Contain the resource, put it in the same Bundle, or refer to it elsewhere, as the profile says.',
      no: 'Ta ressursen med inne i denne, legg den i samme Bundle, eller vis til den annetsteds, slik profilen sier.',
    },
    'elementdefinition-definitions.html#ElementDefinition.type.aggregation',
  ),
  referenceType: define(
    'reference-type',
    'error',
    'structure',
    {
      en: 'Reference.type says {found}, and the reference leads to {allowed}.',
      no: 'Reference.type sier {found}, og referansen fører til {allowed}.',
    },
    { en: 'Make the two agree.', no: 'La de to stemme overens.' },
    'references.html#Reference',
  ),
  referenceNotContained: define(
    'reference-not-contained',
    'error',
    'not-found',
    {
      en: 'There is no contained resource {found} (ref-1).',
      no: 'Det finnes ingen inneholdt ressurs {found} (ref-1).',
    },
    {
      en: 'Contain a resource with that id, or correct the reference.',
      no: 'Ta med en ressurs med den id-en, eller rett referansen.',
    },
    'references.html#contained',
  ),
  referenceNotInBundle: define(
    'reference-not-in-bundle',
    'error',
    'not-found',
    {
      en: 'The Bundle has no entry with the fullUrl {found}.',
      no: 'Bundle har ingen entry med fullUrl {found}.',
    },
    {
      en: 'Add the entry, or correct the reference or the fullUrl.',
      no: 'Legg til entry, eller rett referansen eller fullUrl.',
    },
    'bundle.html#references',
  ),
  bundleRule: define(
    'bundle-rule',
    'error',
    'invariant',
    { en: 'The Bundle breaks a rule of {rule}: {text}.', no: 'Bundle bryter en regel for {rule}: {text}.' },
    { en: 'Mend the entry that is named.', no: 'Rett det entry som er nevnt.' },
    'bundle.html',
  ),
  fullUrl: define(
    'full-url',
    'error',
    'value',
    { en: 'The fullUrl {found} does not end in {allowed}.', no: 'fullUrl {found} ender ikke på {allowed}.' },
    { en: 'Let the fullUrl name the resource in the entry.', no: 'La fullUrl navngi ressursen i entry.' },
    'bundle.html#bundle-unique',
  ),
  narrativeNotXhtml: define(
    'narrative-not-xhtml',
    'error',
    'value',
    {
      en: 'The narrative is not well-formed XHTML in a div: {text}.',
      no: 'Teksten er ikke velformet XHTML i en div: {text}.',
    },
    {
      en: 'Close every element, put attribute values in quotation marks, and set xmlns="http://www.w3.org/1999/xhtml" on the div.',
      no: 'Lukk hvert element, sett attributtverdier i anførselstegn, og sett xmlns="http://www.w3.org/1999/xhtml" på div.',
    },
    'narrative.html',
  ),
  narrativeUnsafe: define(
    'narrative-unsafe',
    'error',
    'security',
    {
      en: 'The narrative has {found}, which is not allowed (txt-1).',
      no: 'Teksten har {found}, som ikke er tillatt (txt-1).',
    },
    {
      en: 'Use only the basic formatting elements of XHTML, without scripts, forms and outside content.',
      no: 'Bruk bare de grunnleggende formateringselementene i XHTML, uten skript, skjemaer og innhold utenfra.',
    },
    'narrative.html',
  ),
  narrativeEmpty: define(
    'narrative-empty',
    'error',
    'invariant',
    {
      en: 'The narrative has no content to read (txt-2).',
      no: 'Teksten har ikke noe innhold å lese (txt-2).',
    },
    {
      en: 'Write a text in the div, or leave the narrative out.',
      no: 'Skriv en tekst i div, eller utelat den.',
    },
    'narrative.html',
  ),
  narrativeLink: define(
    'narrative-link',
    'error',
    'not-found',
    {
      en: 'The narrative links to {found}, which is not in the resource.',
      no: 'Teksten lenker til {found}, som ikke er i ressursen.',
    },
    { en: 'Give the target that id, or correct the link.', no: 'Gi målet den id-en, eller rett lenken.' },
    'narrative.html',
  ),
  fixedValue: define(
    'fixed-value',
    'error',
    'value',
    {
      en: 'Found was {found}, where {profile} fixes {allowed}.',
      no: 'Funnet ble {found}, der {profile} fastsetter {allowed}.',
    },
    { en: 'Send the value that the profile fixes.', no: 'Send verdien som profilen fastsetter.' },
    'elementdefinition.html#fixed',
  ),
  patternValue: define(
    'pattern-value',
    'error',
    'value',
    {
      en: 'Found was {found}, where {profile} asks for at least {allowed}.',
      no: 'Funnet ble {found}, der {profile} krever minst {allowed}.',
    },
    {
      en: 'Send what the profile asks for; more may be added.',
      no: 'Send det profilen krever; mer kan legges til.',
    },
    'elementdefinition.html#pattern',
  ),
  valueRange: define(
    'value-range',
    'error',
    'value',
    {
      en: '{found} is outside what {profile} allows: {allowed}.',
      no: '{found} er utenfor det {profile} tillater: {allowed}.',
    },
    { en: 'Send a value within the range.', no: 'Send en verdi innenfor området.' },
    'elementdefinition.html',
  ),
  typeNotAllowed: define(
    'type-not-allowed',
    'error',
    'structure',
    {
      en: 'The value has the type {found}, where {profile} allows {allowed}.',
      no: 'Verdien har typen {found}, der {profile} tillater {allowed}.',
    },
    { en: 'Use an allowed type.', no: 'Bruk en tillatt type.' },
    'profiling.html',
  ),
  sliceClosed: define(
    'slice-closed',
    'error',
    'structure',
    {
      en: 'The value is none of the slices of {profile}, and others are not allowed; nearest is {rule}: {text}.',
      no: 'Verdien er ingen av skivene i {profile}, og andre er ikke tillatt; nærmest er {rule}: {text}.',
    },
    { en: 'Mend that one thing, or leave the value out.', no: 'Rett dette, eller utelat verdien.' },
    'profiling.html#slicing',
  ),
  sliceMissing: define(
    'slice-missing',
    'error',
    'required',
    {
      en: 'The slice {rule} of {profile} occurs {found} times, where {allowed} are asked for; {text}.',
      no: 'Skiven {rule} i {profile} forekommer {found} ganger, der {allowed} kreves; {text}.',
    },
    { en: 'Add a value that the slice recognises.', no: 'Legg til en verdi som skiven kjenner igjen.' },
    'profiling.html#slicing',
  ),
  sliceOrder: define(
    'slice-order',
    'error',
    'structure',
    {
      en: 'The slice {rule} of {profile} stands out of order.',
      no: 'Skiven {rule} i {profile} står i feil rekkefølge.',
    },
    { en: 'Put the values in the order of the slices.', no: 'Sett verdiene i skivenes rekkefølge.' },
    'profiling.html#slicing',
  ),
  unknownProfile: define(
    'unknown-profile',
    'warning',
    'not-found',
    {
      en: 'The profile {found} is not known here, and nothing was judged by it.',
      no: 'Profilen {found} er ikke kjent her, og ingenting er prøvd mot den.',
    },
    { en: 'Correct the URL, or have the profile loaded.', no: 'Rett URL-en, eller få profilen lastet inn.' },
    'profiling.html',
  ),
  profileType: define(
    'profile-type',
    'error',
    'structure',
    {
      en: 'The profile {profile} is for {allowed}, and the resource is a {found}.',
      no: 'Profilen {profile} gjelder {allowed}, og ressursen er en {found}.',
    },
    { en: 'Leave the profile out, or send the right type.', no: 'Utelat profilen, eller send riktig type.' },
    'profiling.html',
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
  definitionFault: define(
    'definition-fault',
    'error',
    'business-rule',
    { en: 'The definition is at fault: {text}.', no: 'Definisjonen har en feil: {text}.' },
    { en: 'Mend the definition at the place named.', no: 'Rett definisjonen på stedet som er nevnt.' },
    'conformance-module.html',
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
  furtherFindings: define(
    'further-findings',
    'information',
    'informational',
    { en: '{found} more findings are not listed.', no: '{found} flere funn er ikke listet.' },
    { en: 'Mend those that are listed and send again.', no: 'Rett dem som er listet, og send på nytt.' },
    'validation.html (the number is a limit of this service)',
  ),
} as const satisfies Record<string, FindingDefinition>;
