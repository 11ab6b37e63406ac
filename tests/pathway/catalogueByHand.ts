/** A small catalogue written by hand, with codes and times of the official lists, so that rule tests stand alone. */

import type {
  Catalogue,
  CodeText,
  CombinedCode,
  Edition,
  ExpectedMilestone,
  PathwayTime,
} from '../../src/pathway/catalogue.ts';

/** Codes of Volven 9327 in use in the tests: type → event and outcome, as one string. */
const SUFFIXES: Readonly<Record<string, string>> = {
  D01: 'A M CT CI CK CU E F D SM UB UF UU HK XG XO XN XR XP L',
  D06: 'A M CP CI E F P UF UV HK XG XO',
  D10: 'A M CK E F D XG',
  D11: 'A M CP CI CT CU E F SM UB UF UU UV HK XG XO XN XR',
  D12: 'A M CP CI CU E F UF UV HK XG XN',
};

/** Codes whose repeatable flag is known. */
const NOT_REPEATABLE = new Set(['A', 'UF']);

function combinedCode(type: string, suffix: string): CombinedCode {
  const event = suffix.slice(0, 1);
  const outcome = suffix.slice(1);
  return {
    code: type + suffix,
    pathway: type,
    event,
    ...(outcome === '' ? {} : { outcome }),
    display: `${type} ${suffix}`,
    displayEn: `${type} ${suffix}`,
    repeatable:
      event === 'X' || NOT_REPEATABLE.has(suffix) ? false : event === 'C' || event === 'E' ? true : 'unknown',
    mandatory: event === 'A' ? true : 'unknown',
    ...(type === 'D10' ? {} : { validFrom: type === 'D06' ? '2019-02-15' : '2019-01-01' }),
  };
}

const combined = Object.entries(SUFFIXES).flatMap(([type, suffixes]) =>
  suffixes.split(' ').map((suffix) => combinedCode(type, suffix)),
);

/** An expired code, as an imported list may have one: no list at hand has an end date. */
const expired: CombinedCode = {
  ...combinedCode('D11', 'SI'),
  validTo: '2022-12-31',
};

const SOURCE = 'Helsedirektoratet, forløpstider';

function time(
  id: string,
  pathway: string,
  from: PathwayTime['from'],
  to: PathwayTime['to'],
  days: PathwayTime['days'],
  confirmed = true,
): PathwayTime {
  return { id, pathway, from, to, days, confirmed, source: SOURCE };
}

const FIRST_ATTENDANCE = { event: 'M', occurrence: 'first' } as const;
const FIRST_DECISION = { event: 'C', occurrence: 'first' } as const;
const AFTER_ASSESSMENT = { event: 'C', exceptOutcomes: ['U', 'I'], occurrence: 'first' } as const;
const FIRST_EVALUATION = { event: 'E', occurrence: 'first' } as const;

export const TIMES: readonly PathwayTime[] = [
  time('D01-first-attendance-decision', 'D01', FIRST_ATTENDANCE, FIRST_DECISION, {
    outpatient: 21,
    inpatient: 7,
  }),
  time('D01-decision-evaluation', 'D01', AFTER_ASSESSMENT, FIRST_EVALUATION, { outpatient: 7, inpatient: 7 }),
  time(
    'D01-evaluation-evaluation',
    'D01',
    { event: 'E', occurrence: 'each' },
    { event: 'E', occurrence: 'next' },
    { outpatient: 56, inpatient: 42 },
  ),
  time(
    'D01-detoxification-treatment',
    'D01',
    { event: 'D', occurrence: 'each' },
    { date: 'otherTreatmentStarts' },
    { outpatient: 3, inpatient: 0 },
  ),
  time('D06-referral-first-attendance', 'D06', { date: 'referralReceived' }, FIRST_ATTENDANCE, {
    outpatient: 7,
  }),
  time('D12-first-attendance-decision', 'D12', FIRST_ATTENDANCE, FIRST_DECISION, { outpatient: 42 }, false),
  time(
    'D12-extended-assessment',
    'D12',
    { event: 'C', outcomes: ['U'], occurrence: 'first' },
    { event: 'C', occurrence: 'second' },
    { outpatient: 42 },
    false,
  ),
];

function chain(pathway: string): readonly ExpectedMilestone[] {
  const timeId = (id: string): { timeId?: string } =>
    TIMES.some((candidate) => candidate.id === `${pathway}-${id}`) ? { timeId: `${pathway}-${id}` } : {};
  return [
    { pathway, event: 'M', after: 'A', ...timeId('referral-first-attendance') },
    { pathway, event: 'C', after: 'M', ...timeId('first-attendance-decision') },
    { pathway, event: 'C', after: 'C', afterOutcomes: ['U'], ...timeId('extended-assessment') },
    { pathway, event: 'E', after: 'C', afterExceptOutcomes: ['U', 'I'], ...timeId('decision-evaluation') },
    { pathway, event: 'E', after: 'E', ...timeId('evaluation-evaluation') },
    { pathway, event: 'X', after: 'C' },
  ];
}

const TYPES = Object.keys(SUFFIXES);
const MILESTONES = TYPES.flatMap(chain);

export const EDITIONS: readonly Edition[] = [
  {
    id: '2019',
    title: 'Pakkeforløp 2019–2022',
    validFrom: '2019-01-01',
    validTo: '2022-12-31',
    validFromConfirmed: true,
    startDateRule: 'referral-received',
    startDateRuleConfirmed: true,
    eventsConfirmed: true,
    pathwayTypes: TYPES,
    times: TIMES,
    milestones: MILESTONES,
    source: SOURCE,
  },
  {
    id: '2023',
    title: 'Nasjonale pasientforløp 2023–2024',
    validFrom: '2023-01-01',
    validTo: '2024-10-27',
    validFromConfirmed: true,
    startDateRule: 'referral-received',
    startDateRuleConfirmed: true,
    eventsConfirmed: true,
    pathwayTypes: TYPES,
    times: TIMES,
    milestones: MILESTONES,
    source: SOURCE,
  },
  {
    id: '2024-10',
    title: 'Nasjonale pasientforløp fra 2024-10-28',
    validFrom: '2024-10-28',
    validFromConfirmed: false,
    startDateRule: 'referral-assessed-with-right',
    startDateRuleConfirmed: true,
    eventsConfirmed: false,
    pathwayTypes: ['D01', 'D11', 'D12'],
    times: [],
    milestones: [],
    source: SOURCE,
  },
];

/** Codes of one letter each. */
function texts(codes: string): [string, CodeText][] {
  return Array.from(codes, (code) => [code, { code, display: code, displayEn: code }]);
}

export const CATALOGUE: Catalogue = {
  editions: EDITIONS,
  pathwayTypes: new Map(TYPES.map((code) => [code, { code, display: code, displayEn: code }])),
  events: new Map(texts('AMCEFSUDPTHXL')),
  outcomes: new Map([
    [9323, new Map(texts('AIKPSTU'))],
    [9324, new Map(texts('MI'))],
    [9325, new Map(texts('BUFVEMS'))],
    [9326, new Map(texts('AGLMNOPR'))],
    [9328, new Map(texts('AIKPST'))],
  ]),
  outcomeListOfEvent: new Map([
    ['C', 9323],
    ['S', 9324],
    ['U', 9325],
    ['X', 9326],
    ['H', 9328],
  ]),
  combinedCodes: new Map([...combined, expired].map((code) => [code.code, code])),
};
