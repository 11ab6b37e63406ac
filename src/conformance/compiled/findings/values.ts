import type { FindingDefinition } from '../../../findings/finding.ts';
import { define } from './define.ts';

/** Values of the data types, and narratives. */
export const VALUE_FINDINGS = {
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
} as const satisfies Record<string, FindingDefinition>;
