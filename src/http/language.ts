import type { Language } from '../findings/finding.ts';

const NORWEGIAN = new Set(['no', 'nb', 'nn']);

/** The language of the answer: the one of ours that Accept-Language (RFC 9110, 12.5.4) weighs highest, else English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) {
    return 'en';
  }
  const wanted = acceptLanguage
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters
        .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
        .find((q) => q !== undefined);
      return { primary: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ primary, weight }) => weight > 0 && (primary === 'en' || NORWEGIAN.has(primary)))
    .sort((left, right) => right.weight - left.weight)[0];
  return wanted !== undefined && NORWEGIAN.has(wanted.primary) ? 'no' : 'en';
}

/** The language tag of an answer in each of our languages; the Norwegian sentences are bokmål. */
export const CONTENT_LANGUAGE: Readonly<Record<Language, string>> = { en: 'en', no: 'nb' };
