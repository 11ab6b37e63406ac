import type { FindingDefinition } from '../../../findings/finding.ts';
import { define } from './define.ts';

/** Extensions. */
export const EXTENSION_FINDINGS = {
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
} as const satisfies Record<string, FindingDefinition>;
