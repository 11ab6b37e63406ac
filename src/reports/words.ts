import type { Language } from '../findings/finding.ts';
import type { CareSetting } from '../pathway/catalogue.ts';

/** What the table and the page say, in one language. */
export interface ReportWords {
  readonly locale: string;
  readonly htmlLanguage: string;
  readonly title: string;
  readonly period: string;
  readonly made: string;
  readonly pathways: string;
  readonly all: string;
  readonly unknownType: string;
  readonly unknownTrust: string;
  readonly setting: Readonly<Record<CareSetting | 'unknown', string>>;
  readonly target: string;
  readonly targetNone: string;
  readonly unconfirmed: string;
  readonly pathway: string;
  readonly trust: string;
  readonly limit: string;
  readonly counted: string;
  readonly within: string;
  readonly registered: string;
  readonly late: string;
  readonly share: string;
  readonly medianDays: string;
  readonly days90: string;
  readonly leftOut: string;
  readonly notJudged: string;
  readonly openOverdue: string;
  readonly countedUnconfirmed: string;
  readonly distribution: string;
  readonly byTrust: string;
  readonly byMonth: string;
  readonly numbers: string;
  readonly howCounted: string;
  readonly days: string;
  readonly noLimit: string;
  readonly nothing: string;
  readonly hidden: string;
  readonly source: string;
  readonly targetSource: string;
  readonly interval95: string;
  readonly reached: string;
  readonly notReached: string;
  readonly amountBars: string;
  readonly definitionUnconfirmed: string;
  readonly notMeasured: string;
  readonly aboutColumns: string;
}

export const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = {
  en: {
    locale: 'en-GB',
    htmlLanguage: 'en',
    title: 'Pathway times and activity',
    period: 'Period',
    made: 'Made',
    pathways: 'Pathways looked at',
    all: 'All',
    unknownType: 'Type not known',
    unknownTrust: 'Trust not known',
    setting: { outpatient: 'outpatient', inpatient: 'inpatient', unknown: 'setting not known' },
    target: 'Target',
    targetNone: 'No target known',
    unconfirmed: 'unconfirmed',
    pathway: 'Pathway',
    trust: 'Trust',
    limit: 'Time (days)',
    counted: 'Counted',
    within: 'Within time',
    registered: 'Registered',
    late: 'Later',
    share: 'Share',
    medianDays: 'Median days',
    days90: '90 % within days',
    leftOut: 'Left out',
    notJudged: 'Time not known',
    openOverdue: 'Open, overdue',
    countedUnconfirmed: 'By unconfirmed facts',
    distribution: 'How long it took',
    byTrust: 'Share by trust',
    byMonth: 'Share by month',
    numbers: 'Numbers',
    howCounted: 'How it is counted',
    days: 'days',
    noLimit: 'no time known',
    nothing: 'Nothing to count in this period.',
    hidden: 'Numbers from 1 to 4 are not shown, nor shares from which they could be reckoned.',
    source: 'Source',
    targetSource: 'Source of the target',
    interval95: '95 % interval of the share (Wilson)',
    reached: 'Target reached',
    notReached: 'Below the target',
    amountBars: 'How many were counted in the month (height relative to the most)',
    definitionUnconfirmed: 'That the national reports count in this way is not confirmed.',
    notMeasured:
      'Not measured: from the end of detoxification to other treatment, as no code tells when other treatment begins.',
    aboutColumns:
      'Left out: whose condition was found clear at the referral. Time not known: closed, but no pathway time is known for the type or the setting. Open, overdue: not closed on the last day although the time had run out; not part of the share. By unconfirmed facts: counted by a pathway time or an edition that is not confirmed.',
  },
  no: {
    locale: 'nb-NO',
    htmlLanguage: 'nb',
    title: 'Forløpstider og aktivitet',
    period: 'Periode',
    made: 'Laget',
    pathways: 'Forløp sett på',
    all: 'Alle',
    unknownType: 'Ukjent type',
    unknownTrust: 'Ukjent helseforetak',
    setting: { outpatient: 'poliklinisk', inpatient: 'døgn', unknown: 'ukjent omsorgsnivå' },
    target: 'Mål',
    targetNone: 'Ikke kjent mål',
    unconfirmed: 'ikke bekreftet',
    pathway: 'Forløp',
    trust: 'Helseforetak',
    limit: 'Forløpstid (dager)',
    counted: 'Talt med',
    within: 'Innen forløpstiden',
    registered: 'Registrert',
    late: 'Senere',
    share: 'Andel',
    medianDays: 'Median dager',
    days90: '90 % innen dager',
    leftOut: 'Holdt utenfor',
    notJudged: 'Ukjent forløpstid',
    openOverdue: 'Åpne, tiden ute',
    countedUnconfirmed: 'Etter ubekreftet',
    distribution: 'Hvor lang tid det tok',
    byTrust: 'Andel per helseforetak',
    byMonth: 'Andel per måned',
    numbers: 'Tall',
    howCounted: 'Slik er det regnet',
    days: 'dager',
    noLimit: 'ukjent forløpstid',
    nothing: 'Ingenting å telle i perioden.',
    hidden: 'Tall fra 1 til 4 vises ikke, og heller ikke andeler som de kan regnes ut fra.',
    source: 'Kilde',
    targetSource: 'Kilde til målet',
    interval95: '95 % intervall for andelen (Wilson)',
    reached: 'Målet er nådd',
    notReached: 'Under målet',
    amountBars: 'Hvor mange som er talt med i måneden (høyden i forhold til det høyeste antallet)',
    definitionUnconfirmed: 'At de nasjonale rapportene regner slik, er ikke bekreftet.',
    notMeasured:
      'Ikke målt: fra avsluttet avrusning til annen behandling, for ingen kode sier når annen behandling starter.',
    aboutColumns:
      'Holdt utenfor: tilstanden ble vurdert som avklart ved henvisningen. Ukjent forløpstid: avsluttet, men forløpstiden for typen eller omsorgsnivået er ikke kjent. Åpne, tiden ute: ikke avsluttet på den siste dagen selv om tiden var ute; inngår ikke i andelen. Etter ubekreftet: regnet etter en forløpstid eller utgave som ikke er bekreftet.',
  },
};
