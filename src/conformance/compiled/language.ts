/** Languages, scripts and regions by the names that the runtime's own data (Unicode CLDR) has for them. */
const NAMES = {
  language: new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }),
  script: new Intl.DisplayNames(['en'], { type: 'script', fallback: 'none' }),
  region: new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }),
};

const TAG =
  /^([a-z]{2,3})(-[a-z]{3})?(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))?-?$/;
/** Codes that ISO 639-2 sets aside for private use. */
const PRIVATE = /^q[a-t][a-z]$/;
/** Languages before which others stand as a part of them: `zh-yue`. */
const WITH_INNER: ReadonlySet<string> = new Set(['ar', 'kok', 'lv', 'ms', 'sgn', 'sw', 'uz', 'zh']);
/** Regions by names that are no ISO 3166 codes, or set aside for private use. */
const NO_REGION = /^(?:UK|X[A-Z])$/;

/**
 * Languages of three letters that the runtime writes as the one of two letters of which they are a part (`cmn`, `zh`):
 * registered by themselves, as the long form of that other (`zho`) is not.
 */
const PARTS_OF_ANOTHER: ReadonlySet<string> = new Set(
  (
    'als arb ayr azj cmn drh ekk esk fat fuc gaz gug hbs ike khk kmr knc kng kpv lvs npi ojg ory pbu pes plt quz ' +
    'src swh uzn ydd zsm zyb'
  ).split(' '),
);

/**
 * Whether a language tag is one of BCP 47: language, perhaps the language in it, script, region and variant, each in
 * its usual case and registered, as far as the runtime knows. A language of three letters that has two (`eng`, `en`)
 * is not registered; others of three letters are taken as registered, as the registry has thousands of them.
 */
export function isLanguageTag(tag: string): boolean {
  if (taken.has(tag)) {
    return true;
  }
  const answer = isTag(tag);
  if (answer && taken.size < MAX_TAKEN) {
    taken.add(tag);
  }
  return answer;
}

/** Tags that were found to be right: a system has but a few languages. */
const taken = new Set<string>();
const MAX_TAKEN = 1000;

function isTag(tag: string): boolean {
  const [, language = '', inner, script, region] = TAG.exec(tag) ?? [];
  if (language === '' || PRIVATE.test(language) || (inner !== undefined && !WITH_INNER.has(language))) {
    return false;
  }
  return (
    isRegisteredLanguage(language) &&
    (script === undefined || isRegisteredScript(script)) &&
    (region === undefined || isRegisteredRegion(region))
  );
}

const isRegisteredLanguage = remembered((language) =>
  language.length === 2
    ? NAMES.language.of(language) !== undefined
    : PARTS_OF_ANOTHER.has(language) || Intl.getCanonicalLocales(language)[0]?.length === 3,
);

const isRegisteredScript = remembered((script) => NAMES.script.of(script) !== undefined);

const isRegisteredRegion = remembered(
  (region) => region === 'AA' || (!NO_REGION.test(region) && NAMES.region.of(region) !== undefined),
);

/** The runtime takes microseconds to look one up; there are no more of them than four letters give. */
function remembered(isRegistered: (subtag: string) => boolean): (subtag: string) => boolean {
  const known = new Map<string, boolean>();
  return (subtag) => {
    const answer = known.get(subtag) ?? isRegistered(subtag);
    known.set(subtag, answer);
    return answer;
  };
}
