/** Languages, scripts and regions by the names that the runtime's own data (Unicode CLDR) has for them. */
const NAMES = {
  language: new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }),
  region: new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }),
};

const TAG = /^([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|\d{3}))?-?$/;
/** Codes that ISO 639-2 sets aside for private use. */
const PRIVATE = /^q[a-t][a-z]$/;

/**
 * Whether a language tag is one of BCP 47: language, perhaps script, perhaps region, each registered and in its usual
 * case. A language of three letters that has two (`eng`, `en`) is not registered; others of three letters are taken as
 * registered, as the registry has thousands of them.
 */
export function isLanguageTag(tag: string): boolean {
  const [, language = '', , region] = TAG.exec(tag) ?? [];
  if (language === '' || PRIVATE.test(language)) {
    return false;
  }
  return isRegisteredLanguage(language) && (region === undefined || isRegisteredRegion(region));
}

const isRegisteredLanguage = remembered((language) =>
  language.length === 2
    ? NAMES.language.of(language) !== undefined
    : Intl.getCanonicalLocales(language)[0]?.length === 3,
);

const isRegisteredRegion = remembered((region) => NAMES.region.of(region) !== undefined);

/** The runtime takes microseconds to look one up; there are no more of them than three letters give. */
function remembered(isRegistered: (subtag: string) => boolean): (subtag: string) => boolean {
  const known = new Map<string, boolean>();
  return (subtag) => {
    const answer = known.get(subtag) ?? isRegistered(subtag);
    known.set(subtag, answer);
    return answer;
  };
}
