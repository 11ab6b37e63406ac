import type { FindingDefinition } from '../../../findings/finding.ts';

/** What is found when a pathway's plan is to be told as a message. */
export const PLAN_MESSAGE_FINDINGS = {
  noPlan: {
    code: 'plan-not-found',
    severity: 'error',
    issueType: 'required',
    message: {
      en: 'There has to be one pathway (CarePlan) in the Bundle; there are {count}.',
      no: 'Det må være ett forløp (CarePlan) i Bundle-en; det er {count}.',
    },
    remedy: {
      en: 'Give a Bundle with one CarePlan and what it refers to, as map prints it or a search with _include finds it.',
      no: 'Oppgi en Bundle med én CarePlan og det den viser til, slik map skriver den ut eller et søk med _include finner den.',
    },
    source: 'Forløpsbro, translate',
  },
  missing: {
    code: 'plan-party-missing',
    severity: 'error',
    issueType: 'required',
    message: {
      en: 'The message has no {party}: {expected} is not in the Bundle.',
      no: 'Meldingen mangler {party}: {expected} er ikke i Bundle-en.',
    },
    remedy: {
      en: 'Put it into the Bundle.',
      no: 'Ta det med i Bundle-en.',
    },
    source: 'HIS 80601:2006, MsgInfo',
  },
  receiverByAddress: {
    code: 'plan-receiver-by-address',
    severity: 'warning',
    issueType: 'incomplete',
    message: {
      en: 'The plan names no unit of the municipality; the receiver is “{name}” by the address of the patient, without HER-id.',
      no: 'Planen navngir ingen enhet i kommunen; mottakeren er «{name}» etter pasientens adresse, uten HER-id.',
    },
    remedy: {
      en: 'Put the coordinating unit, with its HER-id, into the team of the plan, or address the message before it is sent.',
      no: 'Ta den koordinerende enheten med HER-id med i teamet for planen, eller adresser meldingen før den sendes.',
    },
    source: 'HIS 1153:2016',
  },
  noForm: {
    code: 'plan-form-not-supported',
    severity: 'error',
    issueType: 'not-supported',
    message: {
      en: 'The plan cannot be told as {asked}: what there is an occasion for is {possible}.',
      no: 'Planen kan ikke fortelles som {asked}: det det er anledning til, er {possible}.',
    },
    remedy: {
      en: 'Ask for one of these, or let a health-professional dialogue (dialogmelding-1.1) be among what the receiver supports.',
      no: 'Be om en av disse, eller la helsefaglig dialog (dialogmelding-1.1) være blant det mottakeren støtter.',
    },
    source: 'HIS 1144:2014, HIS 1148:2014, HIS 1149:2014, HIS 1077:2017',
  },
  chosen: {
    code: 'plan-form-chosen',
    severity: 'information',
    issueType: 'informational',
    message: { en: 'The plan is told as {form}.', no: 'Planen fortelles som {form}.' },
    remedy: {
      en: 'Nothing to do; name what the receiver supports to get another.',
      no: 'Ingenting å gjøre; oppgi hva mottakeren støtter for å få en annen.',
    },
    source: 'Forløpsbro, translate',
  },
  contactMissing: {
    code: 'plan-contact-at-receiver-missing',
    severity: 'warning',
    issueType: 'incomplete',
    message: {
      en: 'A dialogue that begins with an inquiry names a contact at the receiver; the plan has no municipal coordinator.',
      no: 'En dialog som begynner med en henvendelse, oppgir kontakt hos mottaker; planen har ingen kommunal koordinator.',
    },
    remedy: {
      en: 'Put the municipal coordinator into the team of the plan.',
      no: 'Ta den kommunale koordinatoren med i teamet for planen.',
    },
    source: 'HIS 1077:2017, 5.2.1',
  },
  notSaid: {
    code: 'plan-value-not-said',
    severity: 'warning',
    issueType: 'incomplete',
    message: {
      en: 'This is not in the message ({form}).',
      no: 'Dette er ikke med i meldingen ({form}).',
    },
    remedy: {
      en: 'Tell it in another way if the receiver needs it.',
      no: 'Si det på en annen måte hvis mottakeren trenger det.',
    },
    source: 'Forløpsbro, translate',
  },
} as const satisfies Record<string, FindingDefinition>;
