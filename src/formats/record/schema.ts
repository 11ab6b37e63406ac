import type {
  AdministrativeGender,
  PathwayRecord,
  PersonName,
  PostalAddress,
  RecordContact,
  RecordMeasurementPoint,
  RecordMinor,
  RecordMunicipality,
  RecordNextOfKin,
  RecordOrganization,
  RecordPatient,
  RecordProfessional,
  RecordReferral,
  RecordTopics,
  SenderIdentifier,
  Telecom,
  TopicStatus,
} from '../../pathway/record.ts';
import { FORLOPSBRO } from '../../fhir/systems.ts';
import { EXAMPLE_RECORD } from './example.ts';
import { FORM } from './forms.ts';
import {
  choice,
  flag,
  integer,
  list,
  notEmpty,
  object,
  optional,
  text,
  type JsonSchema,
  type SchemaOf,
} from './schemaBuilder.ts';

function identifier(what: string): SchemaOf<SenderIdentifier> {
  return object<SenderIdentifier>(what, {
    system: text('Who issued it: an absolute URI, such as an OID of your own written `urn:oid:…`.', FORM.uri),
    value: text('The identifier itself, never reused for something else.', FORM.identifierValue),
  });
}

const telecom = notEmpty(
  object<Telecom>('How to reach them; at least one of the two, else leave the whole out.', {
    phone: optional(text('Telephone number, with country code when foreign.', FORM.phone)),
    email: optional(text('E-mail address. No health information is sent to it.', FORM.email)),
  }),
);

const personName = object<PersonName>('Name as in the population register.', {
  family: text('Family name.', FORM.text, ['Nordmann']),
  given: optional(text('Given name or names.', FORM.text, ['Kari'])),
  middle: optional(text('Middle name.', FORM.text, ['Fjell'])),
});

const address = notEmpty(
  object<PostalAddress>('Postal address.', {
    line: optional(text('Street and number, or post box.', FORM.text, ['Storgata 1'])),
    postalCode: optional(text('Norwegian postal code (postnummer).', FORM.postalCode)),
    city: optional(text('Post town (poststed).', FORM.text, ['Trondheim'])),
  }),
);

const nationalId = text(
  'Fødselsnummer, D-number or felles hjelpenummer; which of them is read from the number. Check digits are checked.',
  FORM.nationalId,
);

function organization(what: string): SchemaOf<RecordOrganization> {
  return object<RecordOrganization>(what, {
    name: text('Name as in the register that issued its number.', FORM.text, ['Fjordby DPS']),
    organizationNumber: optional(
      text('Number in Enhetsregisteret: nine digits, the last one a check digit.', FORM.organizationNumber),
    ),
    herId: optional(
      text('HER-id: address for messages in Norsk Helsenett’s address register.', FORM.registerNumber),
    ),
    reshId: optional(
      text('Id in RESH, the register of units of the specialist health service.', FORM.registerNumber),
    ),
    telecom: optional(telecom),
  });
}

function professional(what: string): SchemaOf<RecordProfessional> {
  return object<RecordProfessional>(what, {
    name: personName,
    hprNumber: optional(
      text('Number in Helsepersonellregisteret (HPR), for those who have one.', FORM.hprNumber),
    ),
    telecom: optional(telecom),
    organization: optional(
      organization('Where the person works, when that is not plain from the place in the record.'),
    ),
  });
}

const patient = object<RecordPatient>(
  'The patient. A national id, or a local identifier with its issuer (a newborn or an unidentified acute patient has no national one), is required.',
  {
    nationalId: optional(nationalId),
    localIdentifier: optional(
      object<SenderIdentifier & { readonly issuer: string }>('A number of your own for the patient.', {
        system: text('Who issued it, an absolute URI.', FORM.uri),
        value: text('The number.', FORM.identifierValue, ['HJELP-2026-0007']),
        issuer: text('Name of the organisation that issued it.', FORM.text, ['Fjordby sykehus']),
      }),
    ),
    name: optional(personName),
    birthDate: optional(
      text('Date of birth, YYYY-MM-DD. Must agree with a national id that has one.', FORM.localDate),
    ),
    sex: optional(
      choice<AdministrativeGender>('Administrative sex.', {
        male: 'male (mann)',
        female: 'female (kvinne)',
        other: 'neither',
        unknown: 'not known',
      }),
    ),
    address: optional(address),
    municipalityNumber: optional(
      text('Municipality of residence: kommunenummer, Volven 3402, four digits.', FORM.municipalityNumber),
    ),
    urbanDistrict: optional(
      text('District (bydel) where the municipality has them: Volven 3403, six digits.', FORM.urbanDistrict),
    ),
    telecom: optional(telecom),
    protectedAddress: optional(
      choice<NonNullable<RecordPatient['protectedAddress']>>(
        'Protected address in the population register.',
        {
          none: 'no protection any more: lifts one told before',
          confidential: 'confidential (fortrolig)',
          strictlyConfidential: 'strictly confidential (strengt fortrolig)',
        },
      ),
    ),
    objectsToSharing: optional(
      flag('The patient objects to sharing (reservasjon): nothing is sent onwards.'),
    ),
  },
);

const referral = object<RecordReferral>(
  'The referral that the pathway answers to, and what its assessment came to.',
  {
    identifier: identifier('Your own identifier of the referral.'),
    receivedDate: optional(text('When the referral was received, YYYY-MM-DD.', FORM.localDate)),
    assessedDate: optional(
      text('When its assessment was finished (vurderingsdato, Volven 9147 code 2).', FORM.localDate),
    ),
    deadline: optional(
      text(
        'Latest date for necessary health care (frist for nødvendig helsehjelp, 9147 code 3).',
        FORM.localDate,
      ),
    ),
    seniorityDate: optional(
      text('Date that decides the place in the queue (ansiennitetsdato, 9147 code 1).', FORM.localDate),
    ),
    waitingEndedDate: optional(text('When waiting ended (ventetid sluttdato, 9147 code 4).', FORM.localDate)),
    acuteDecisionDate: optional(
      text('After acute assessment: the date of the decision to enter the pathway.', FORM.localDate),
    ),
    referrer: optional(
      notEmpty(
        object<NonNullable<RecordReferral['referrer']>>('Who referred.', {
          professional: optional(professional('The person who referred.')),
          organization: optional(organization('The organisation that referred.')),
        }),
      ),
    ),
    priority: optional(text('Urgency (hastegrad): 0, 3, N or PK of Volven 8306.', FORM.code, ['N'])),
    right: optional(text('Right to health care: Volven 8444.', FORM.code, ['3'])),
    outcome: optional(text('Outcome of the assessment: Volven 8485.', FORM.code, ['1'])),
    waitingEndCode: optional(text('Why waiting ended: Volven 8445.', FORM.code, ['1'])),
    type: optional(text('Referral type: Volven 8455.', FORM.code, ['10'])),
    status: optional(
      text('What the patient has been told of the assessment: Volven 9148.', FORM.code, ['2']),
    ),
    reason: optional(text('Why the patient was referred, in free text.', FORM.freeText)),
  },
);

const municipality = notEmpty(
  object<RecordMunicipality>('The municipal side.', {
    municipalityNumber: optional(text('Kommunenummer, Volven 3402, four digits.', FORM.municipalityNumber)),
    organization: optional(organization('The municipality, or its service that follows the patient.')),
    coordinatingUnit: optional(
      organization('Koordinerende enhet: the unit with overall coordinating responsibility.'),
    ),
    coordinator: optional(professional('The municipality’s coordinator for the patient.')),
  }),
);

const nextOfKin = object<RecordNextOfKin>('A next of kin (pårørende).', {
  name: personName,
  nationalId: optional(nationalId),
  relationship: optional(text('Relation to the patient: Volven 9033.', FORM.code, ['MO'])),
  nearest: optional(flag('Whether this is the nearest next of kin (nærmeste pårørende).')),
  telecom: optional(telecom),
});

const minor = object<RecordMinor>(
  'A child of the patient, or a minor sibling, who may need information and follow-up (mindreårig pårørende).',
  {
    relation: choice<'child' | 'sibling'>('What the minor is to the patient.', {
      child: 'the patient’s child',
      sibling: 'the patient’s brother or sister',
    }),
    name: optional(personName),
    nationalId: optional(nationalId),
    birthYear: optional(integer('Year of birth.', 1900, 2199)),
    followUp: optional(
      choice<NonNullable<RecordMinor['followUp']>>('Information and follow-up of the minor.', {
        'not-assessed': 'nobody has asked yet',
        needed: 'needed, not given yet',
        given: 'given',
        'not-needed': 'judged not needed',
      }),
    ),
  },
);

const contact = object<RecordContact>('A contact or a stay.', {
  identifier: identifier('Your own identifier of the contact.'),
  period: object<RecordContact['period']>('When; end absent while it lasts.', {
    start: text('Start: date, or date and time with offset.', FORM.dateOrTime),
    end: optional(text('End: date, or date and time with offset; not before the start.', FORM.dateOrTime)),
  }),
  careLevel: text('Omsorgsnivå: Volven 8406 (1 inpatient, 2 day, 3 outpatient …).', FORM.code, ['3']),
  contactType: optional(
    text('Kontakttype: Volven 8432 (1 assessment, 2 treatment, 5 indirect …).', FORM.code, ['1']),
  ),
  field: optional(text('Fagområde: Volven 8451 (310, 320, 360 …).', FORM.code, ['320'])),
  unit: optional(organization('Unit where it takes place, when not the record’s unit.')),
  partOf: optional(identifier('Identifier of the stay, in this record, of which the contact is a part.')),
});

const measurementPoint = object<RecordMeasurementPoint>(
  'A registered measurement point: a combined code, or type, event and outcome apart, or both when they agree.',
  {
    identifier: identifier('Your own identifier of the registration.'),
    code: optional(text('Combined code: Volven 9327.', FORM.combinedCode)),
    type: optional(text('Pathway type: Volven 9321; the record’s own when absent.', FORM.pathwayType)),
    event: optional(text('Event: Volven 9322.', FORM.event)),
    outcome: optional(
      text('Outcome, in the list of the event: Volven 9323, 9324, 9325, 9326 or 9328.', FORM.outcome),
    ),
    date: optional(text('When the event took place: date, or date and time with offset.', FORM.dateOrTime)),
    contact: optional(
      identifier(
        'Identifier of the contact, in this record, in which it was coded; its start is the date when `date` is absent.',
      ),
    ),
  },
);

const TOPIC_STATUS: Readonly<Record<TopicStatus, string>> = {
  'not-started': 'not taken up yet',
  'in-progress': 'begun',
  completed: 'done',
  'not-needed': 'judged not needed',
};

function topic(what: string): SchemaOf<TopicStatus> {
  return choice<TopicStatus>(what, TOPIC_STATUS);
}

const topics = object<RecordTopics>(
  'What every pathway asks about although no measurement point has a code for it.',
  {
    childrenAndSiblings: optional(topic('Children and minor siblings as next of kin.')),
    somaticHealthAndLivingHabits: optional(topic('Somatic health and living habits.')),
    userParticipation: optional(topic('The patient’s participation in the decisions.')),
    individualPlan: optional(topic('Individual plan (individuell plan).')),
    crisisPlan: optional(topic('Crisis plan (kriseplan).')),
  },
);

const record = object<PathwayRecord>(
  'What a hospital system knows of one patient’s pathway at one time: the whole truth at `recordedAt`. What an earlier record had and this one lacks becomes entered-in-error.',
  {
    identifier: identifier(
      'Your own identifier of the pathway: by it the pathway is recognised in the next record.',
    ),
    recordedAt: text(
      'When the record was made. An older record than the stored one changes nothing.',
      FORM.instant,
    ),
    pathwayType: text('Pathway type: Volven 9321 (D01, D06–D12).', FORM.pathwayType),
    edition: optional(
      text(
        'Id of an edition of the catalogue; chosen by the pathway’s start date when absent.',
        FORM.editionId,
      ),
    ),
    patient,
    trust: organization('The health trust or private institution that answers for the pathway.'),
    unit: optional(organization('The unit of the trust where the pathway runs.')),
    referral: optional(referral),
    pathwayCoordinator: optional(professional('Forløpskoordinator of the trust.')),
    responsibleClinician: optional(professional('The clinician who answers for the treatment.')),
    municipality: optional(municipality),
    generalPractitioner: optional(professional('Fastlege; `organization` is the practice.')),
    nextOfKin: optional(list('Next of kin.', nextOfKin, 30)),
    minors: optional(list('Children and minor siblings.', minor, 30)),
    contacts: optional(list('Contacts and stays in this pathway.', contact, 2000)),
    measurementPoints: optional(list('Registered measurement points.', measurementPoint, 1000)),
    firstTrust: optional(
      object<NonNullable<PathwayRecord['firstTrust']>>('When the pathway began at another trust.', {
        startDate: text('Start date there (Start pakkeforløp første helseforetak).', FORM.localDate),
        name: text('Name of that trust.', FORM.text, ['Innlandet sykehus']),
      }),
    ),
    formerPathway: optional(
      identifier(
        'Identifier of the pathway that this one takes over from, when it is known (transfer, change of pathway).',
      ),
    ),
    topics: optional(topics),
  },
);

/**
 * JSON Schema (draft-07; every keyword has the same meaning in 2020-12) of the pathway record: closed objects, and a
 * bound on every text and list. That it agrees with the type PathwayRecord is checked by the compiler.
 */
export const pathwayRecordSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: `${FORLOPSBRO}/schema/pathway-record.json`,
  title: 'PathwayRecord',
  ...record.json,
  examples: [EXAMPLE_RECORD],
};
