import type { FindingDefinition } from '../../../findings/finding.ts';
import { define } from './define.ts';

/** References, contained resources and Bundles. */
export const REFERENCE_FINDINGS = {
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
  referenceAmbiguous: define(
    'reference-ambiguous',
    'error',
    'multiple-matches',
    {
      en: 'The reference {found} leads to {allowed} entries of the Bundle.',
      no: 'Referansen {found} fører til {allowed} innslag i bunten.',
    },
    {
      en: 'Refer to one version, …/_history/1, or give each entry a fullUrl of its own.',
      no: 'Vis til én versjon, …/_history/1, eller gi hvert innslag sin egen fullUrl.',
    },
    'bundle.html#references',
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
  orphanEntry: define(
    'orphan-entry',
    'error',
    'structure',
    {
      en: 'The entry {found} is not connected with the Composition of the document.',
      no: 'Innslaget {found} henger ikke sammen med dokumentets Composition.',
    },
    {
      en: 'Refer to it from the Composition, perhaps over other entries, or leave it out.',
      no: 'Vis til det fra Composition, gjerne over andre innslag, eller utelat det.',
    },
    'documents.html#content',
  ),
  fullUrl: define(
    'full-url',
    'error',
    'value',
    { en: 'The fullUrl {found} does not end in {allowed}.', no: 'fullUrl {found} ender ikke på {allowed}.' },
    { en: 'Let the fullUrl name the resource in the entry.', no: 'La fullUrl navngi ressursen i entry.' },
    'bundle.html#bundle-unique',
  ),
} as const satisfies Record<string, FindingDefinition>;
