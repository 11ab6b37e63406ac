import { choice, group, leaf, type Row } from '../../mapping/row.ts';
import { code, simpleCode } from '../../values/codes.ts';
import { boolean, date, dateTime, integer, text, timeStamp } from '../../values/simple.ts';
import { withExpiry, withWithdrawal } from '../flagStatus.ts';
import { HEALTHCARE_PROFESSIONAL, PERSON, REMARK } from '../person.ts';
import type { CareVersion } from './version.ts';

/** InformasjonGitt ↔ Communication: what the patient or next of kin has been told, by whom. */
function informationGiven(version: CareVersion): readonly Row[] {
  return [
    leaf('TypeInformasjon', '0..1', code(9502), 'topic.coding[]'),
    leaf('BeskrivelseInformasjon', '0..1', text, 'payload[].contentString'),
    leaf('MuntligInformasjon', version === '1.5' ? '1' : '0..1', boolean, 'ext(oral).valueBoolean'),
    group('InformasjonGittTil', '1', 'recipient[]>RelatedPerson', PERSON, {
      inside: 'fk1',
      mayBeEmpty: true,
    }),
    leaf('InformasjonGittDato', '1', date, 'sent'),
    group('InformasjonGittAv', '1', 'sender>PractitionerRole', HEALTHCARE_PROFESSIONAL, { inside: 'fk1' }),
  ];
}

/** InfoInformasjonGitt of a document: a section for each. */
export function informationSections(version: CareVersion): Row {
  return group('InfoInformasjonGitt', '0..*', 'section(information-given)*', [
    group('InformasjonGitt', '1..*', 'entry*>Communication', informationGiven(version), {
      accepts: () => true,
    }),
  ]);
}

/** InfoInformasjonGitt of a notice about a stay, where the stay has no list for it. */
export function informationAboutStay(version: CareVersion): Row {
  return group('InfoInformasjonGitt', '0..1', '', [
    group(
      'InformasjonGitt',
      '1..*',
      'ext(information-given)*.valueReference>Communication',
      informationGiven(version),
      { accepts: () => true },
    ),
  ]);
}

const ASSISTED_COMMUNICATION_CODE = { code: { text: 'Behov for assistert kommunikasjon' } };

/** AssistertKommunikasjon ↔ Flag. */
export function assistedCommunication(version: CareVersion, home: string): Row {
  return group('AssistertKommunikasjon', '0..*', home, assistedCommunicationRows(version), {
    accepts: () => true,
    complete: withExpiry,
    fixed: () => ASSISTED_COMMUNICATION_CODE,
  });
}

/** InfoAssistertKommunikasjon, one about each. */
export const ASSISTED_COMMUNICATION_INFORMATION = group(
  'InfoAssistertKommunikasjon',
  '0..*',
  'section(assisted-communication).entry*>Flag',
  [group('AssistertKommunikasjon', '1', '', assistedCommunicationRows('1.6'))],
  { accepts: () => true, complete: withExpiry, fixed: () => ASSISTED_COMMUNICATION_CODE },
);

function assistedCommunicationRows(version: CareVersion): readonly Row[] {
  return [
    group('PersonTolkebehov', '0..1', 'ext(person-in-need).valueReference>RelatedPerson', PERSON, {
      inside: 'fk1',
    }),
    leaf('Horselsvikt', '0..1', boolean, 'ext(hearing-impairment).valueBoolean'),
    leaf('Synsvikt', '0..1', boolean, 'ext(visual-impairment).valueBoolean'),
    leaf('BehovTolkSprak', '0..1', simpleCode(3303), 'ext(interpreter-language).valueCoding'),
    group('PreferertTolk', '0..1', 'ext(preferred-interpreter).valueReference>Person', PERSON, {
      inside: 'fk1',
    }),
    leaf('BehovOpphortDato', '0..1', version === '2.0' ? date : timeStamp, 'period.end'),
    REMARK,
  ];
}

/** InfoReservasjon: reservations and wishes of the patient ↔ Flags of a section. */
export const RESERVATIONS = group('InfoReservasjon', '0..*', 'section(reservations)*', [
  group(
    'ReservasjonOnske',
    '1..*',
    'entry*>Flag',
    [
      leaf('Gjelder', '1', text, 'code.text'),
      group('FramsattAv', '1', 'ext(stated-by).valueReference>RelatedPerson', PERSON, {
        inside: 'fk1',
        mayBeEmpty: true,
      }),
      leaf('FramsattDato', '1', date, 'period.start'),
      group('TrukketTilbakeAv', '0..1', 'ext(withdrawn-by).valueReference>RelatedPerson', PERSON, {
        inside: 'fk1',
      }),
      leaf('TrukketTilbakeDato', '0..1', date, 'period.end'),
      REMARK,
    ],
    { accepts: () => true, complete: withWithdrawal },
  ),
]);

const INFORMED = group('InformertOm', '0..1', 'ext(informed)', [
  leaf('PasientInformert', '1', boolean, 'sub(patient).valueBoolean'),
  leaf('ParorendeInformert', '1', boolean, 'sub(nextOfKin).valueBoolean'),
]);

/** InfoKontrolltime ↔ ServiceRequest: an appointment that is booked, to be booked, or tentative. */
export function followUpAppointments(version: CareVersion): Row {
  const home = 'section(follow-up-appointments).entry*>ServiceRequest';
  return choice('InfoKontrolltime', '0..*', {
    InformasjonOmTime: [
      home,
      [
        group('InformasjonOmTime', '1', '', [
          leaf('BestiltKontrolltime', '1', boolean, 'ext(booked).valueBoolean'),
          leaf('TidspunktTime', '0..1', dateTime, 'occurrenceDateTime'),
          leaf('Varighet', '0..1', integer, 'ext(duration).valueInteger'),
          leaf('StedTime', '0..1', text, 'locationCode[].text'),
          INFORMED,
        ]),
      ],
      { accepts: () => true },
    ],
    KontrolltimeBestill: [
      home,
      [
        group('KontrolltimeBestill', '1', '', [
          leaf('PasientParorendeBestiller', '1', boolean, 'ext(booked-by-patient).valueBoolean'),
          INFORMED,
        ]),
      ],
    ],
    ...(version === '1.5'
      ? {}
      : {
          InformasjonOmTentativTime: [
            home,
            [
              group('InformasjonOmTentativTime', '1', '', [
                leaf('TentativtTidspunktTime', '0..1', text, 'ext(tentative-time).valueString'),
                leaf('StedTime', '0..1', text, 'locationCode[].text'),
                leaf('Merknad', '0..1', text, 'note[].text'),
                INFORMED,
              ]),
            ],
          ],
        }),
  });
}

const AID: readonly Row[] = [
  leaf('Status', '1', simpleCode(8230), 'ext(aid-status).valueCoding'),
  group('Hjelpemiddelbeskrivelse', '1', '', [
    leaf('Sekvensnummer', '0..1', integer, 'ext(sequence-number).valueInteger'),
    leaf('HjelpemiddelkodeRTV', '0..1', code(8151), 'type.coding[]'),
    leaf('BetegnelseHjelpemiddel', '1', text, 'type.text'),
  ]),
];

const AIDS_IN_USE = group('StatusHjelpemiddel', '0..*', 'entry*>Device', AID, { accepts: () => true });

/** OpplysningerOmHjelpemidler of version 2.0: aids ↔ Devices. */
export const AIDS_ALONE = group('OpplysningerOmHjelpemidler', '0..1', 'section(aids)', [AIDS_IN_USE]);

/** OpplysningerOmHjelpemidler: what the patient always depends on, and aids ↔ Devices. */
export const AIDS = group('OpplysningerOmHjelpemidler', '0..1', 'section(aids)', [
  group('FasteHjelpemidler', '0..*', 'ext(permanent-aids)*', [
    leaf('Briller', '0..1', simpleCode(9113), 'sub(sight).valueCoding'),
    leaf('HjelpemiddelHorsel', '0..1', simpleCode(9114), 'sub(hearing).valueCoding'),
    leaf('Pacemaker', '0..1', boolean, 'sub(pacemaker).valueBoolean'),
    leaf('Merknad', '0..1', text, 'sub(remark).valueString'),
  ]),
  AIDS_IN_USE,
]);
