import type { Language } from '../findings/finding.ts';
import type { Catalogue } from '../pathway/catalogue.ts';
import type { IndicatorReport } from './indicatorReport.ts';
import type { NumberDisplay } from './smallNumbers.ts';
import { REPORT_WORDS, type ReportWords } from './words.ts';

export interface PresentationOptions extends NumberDisplay {
  readonly catalogue: Pick<Catalogue, 'pathwayTypes'>;
  readonly language: Language;
  /** When the report was made, an instant. */
  readonly madeAt: Date;
}

/** A report as somebody is to read it: the words of their language, names in the place of codes and references. */
export interface Presentation extends NumberDisplay {
  readonly report: IndicatorReport;
  readonly language: Language;
  readonly words: ReportWords;
  readonly madeAt: Date;
  readonly typeName: (pathwayType: string | undefined) => string;
  readonly trustName: (reference: string | undefined) => string;
  /** A share from 0 to 1 as a whole percentage. */
  readonly percent: (share: number) => string;
}

export function present(
  report: IndicatorReport,
  { catalogue, language, madeAt, hideSmallNumbers }: PresentationOptions,
): Presentation {
  const words = REPORT_WORDS[language];
  const percentage = new Intl.NumberFormat(words.locale, { style: 'percent', maximumFractionDigits: 0 });
  return {
    report,
    language,
    words,
    madeAt,
    hideSmallNumbers,
    typeName(pathwayType) {
      const type = pathwayType === undefined ? undefined : catalogue.pathwayTypes.get(pathwayType);
      const display = language === 'en' ? type?.displayEn : type?.display;
      return pathwayType === undefined
        ? words.unknownType
        : [pathwayType, ...(display === undefined ? [] : [display])].join(' ');
    },
    trustName: (reference) =>
      reference === undefined
        ? words.unknownTrust
        : (report.trusts.get(reference)?.name ?? words.unknownTrust),
    percent: (share) => percentage.format(share),
  };
}
