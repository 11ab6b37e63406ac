import type { FindingDefinition } from '../../../findings/finding.ts';
import { define } from './define.ts';

/** Profiles and their rules, slices, and definitions that are at fault. */
export const PROFILE_FINDINGS = {
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
      en: 'The slice {rule} of {profile} occurs {found} times, where {allowed} are asked for.',
      no: 'Skiven {rule} i {profile} forekommer {found} ganger, der {allowed} kreves.',
    },
    {
      en: 'Add a value that the slice recognises: {text}.',
      no: 'Legg til en verdi som skiven kjenner igjen: {text}.',
    },
    'profiling.html#slicing',
  ),
  sliceMissingNear: define(
    'slice-missing',
    'error',
    'required',
    {
      en: 'The slice {rule} of {profile} occurs {found} times, where {allowed} are asked for; nearest comes {text}.',
      no: 'Skiven {rule} i {profile} forekommer {found} ganger, der {allowed} kreves; nærmest kommer {text}.',
    },
    {
      en: 'Mend that one thing, or add a value that the slice recognises.',
      no: 'Rett dette, eller legg til en verdi som skiven kjenner igjen.',
    },
    'profiling.html#slicing',
  ),
  sliceExceeded: define(
    'slice-exceeded',
    'error',
    'structure',
    {
      en: 'The slice {rule} of {profile} occurs {found} times, where {allowed} are allowed.',
      no: 'Skiven {rule} i {profile} forekommer {found} ganger, der {allowed} er tillatt.',
    },
    {
      en: 'Leave out all but as many as are allowed of the values with {text}.',
      no: 'Utelat alle utenom så mange som er tillatt, av verdiene med {text}.',
    },
    'profiling.html#slicing',
  ),
  targetNotAllowed: define(
    'reference-target',
    'error',
    'structure',
    {
      en: 'The reference leads to {found}, where {rule} of {profile} allows only {allowed}.',
      no: 'Referansen fører til {found}, der {rule} i {profile} bare tillater {allowed}.',
    },
    {
      en: 'Refer to a resource of an allowed type that keeps its profile.',
      no: 'Vis til en ressurs av en tillatt type som følger profilen sin.',
    },
    'references.html',
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
  sliceUnclear: define(
    'slicing-unclear',
    'error',
    'structure',
    {
      en: 'The slicing of {rule} in {profile} cannot be evaluated: {text}.',
      no: 'Oppdelingen i skiver av {rule} i {profile} kan ikke avgjøres: {text}.',
    },
    {
      en: 'The fault is in the definition; its publisher must say in each slice what stands where the discriminator points.',
      no: 'Feilen ligger i definisjonen; utgiveren må si i hver skive hva som står der diskriminatoren peker.',
    },
    'profiling.html#discriminator',
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
  brokenProfile: define(
    'broken-profile',
    'warning',
    'processing',
    {
      en: 'The profile {found} cannot be judged by: {text}.',
      no: 'Profilen {found} kan ikke brukes til å prøve noe: {text}.',
    },
    {
      en: 'The fault is in the definition; its publisher must mend it.',
      no: 'Feilen ligger i definisjonen; utgiveren må rette den.',
    },
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
  definitionFault: define(
    'definition-fault',
    'error',
    'business-rule',
    { en: 'The definition is at fault: {text}.', no: 'Definisjonen har en feil: {text}.' },
    { en: 'Mend the definition at the place named.', no: 'Rett definisjonen på stedet som er nevnt.' },
    'conformance-module.html',
  ),
} as const satisfies Record<string, FindingDefinition>;
