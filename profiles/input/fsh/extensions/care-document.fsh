// Care messages between hospital and municipality.

Extension: Absence
Id: absence
Title: "Absence of a receiver"
Description: "The notice that who was to receive a message is absent: from when, to when, and whether and to whom the message was sent on."
Context: Composition
* ^purpose = "Source: Fraversassistent: HIS 80704:2009."
* . 0..1
* . ^alias[0] = "Fraversassistent"
* extension contains
    receiverAbsent 1..1 and
    forwarded 0..1 and
    from 0..1 and
    to 0..1 and
    forwardedTo 0..1 and
    remark 0..1
* extension[receiverAbsent] ^short = "Receiver absent (MottakerFravarende)"
* extension[receiverAbsent].value[x] 1..1
* extension[receiverAbsent].value[x] only boolean
* extension[forwarded] ^short = "Forwarded (MeldingVideresendt)"
* extension[forwarded].value[x] 1..1
* extension[forwarded].value[x] only boolean
* extension[from] ^short = "From (FravarendeFraDato)"
* extension[from].value[x] 1..1
* extension[from].value[x] only date
* extension[to] ^short = "To (FravarendeTilDato)"
* extension[to].value[x] 1..1
* extension[to].value[x] only date
* extension[forwardedTo] ^short = "Forwarded to (VideresendtTil)"
* extension[forwardedTo].value[x] 1..1
* extension[forwardedTo].value[x] only Reference(Organization or PractitionerRole)
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string

Extension: AnswersRequest
Id: answers-request
Title: "Answers a request"
Description: "Whether the message answers a request."
Context: Composition, Encounter
* ^purpose = "Source: SvarPaaForesporsel: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "SvarPaaForesporsel"
* value[x] 1..1
* value[x] only boolean

Extension: AnsweredRequest
Id: answered-request
Title: "Answered request"
Description: "The request that the message answers."
Context: Composition, Encounter
* ^purpose = "Source: Foresporsel: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Foresporsel"
* extension contains
    type 0..1 and
    purpose 0..1 and
    urgency 0..1 and
    recordInformation 0..1 and
    question 0..1 and
    reason 0..1 and
    from 0..1 and
    to 0..1 and
    document 0..1
* extension[type] ^short = "Type (TypeForesp)"
* extension[type].value[x] 1..1
* extension[type].value[x] only Coding
* extension[purpose] ^short = "Purpose (Formål, list 9068)"
* extension[purpose].value[x] 1..1
* extension[purpose].value[x] only Coding
* extension[purpose].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9068 (extensible)
* extension[urgency] ^short = "Urgency (Hastegrad, list 9067)"
* extension[urgency].value[x] 1..1
* extension[urgency].value[x] only Coding
* extension[urgency].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9067 (extensible)
* extension[recordInformation] ^short = "Record information (TypeJournalinfo, list 9066)"
* extension[recordInformation].value[x] 1..1
* extension[recordInformation].value[x] only Coding
* extension[recordInformation].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9066 (preferred)
* extension[question] ^short = "Question (Sporsmal)"
* extension[question].value[x] 1..1
* extension[question].value[x] only string
* extension[reason] ^short = "Reason (Begrunnelse)"
* extension[reason].value[x] 1..1
* extension[reason].value[x] only string
* extension[from] ^short = "From (FraDato)"
* extension[from].value[x] 1..1
* extension[from].value[x] only date
* extension[to] ^short = "To (TilDato)"
* extension[to].value[x] 1..1
* extension[to].value[x] only date
* extension[document] ^short = "Document (RefDokIdForesp)"
* extension[document].value[x] 1..1
* extension[document].value[x] only string

Extension: Application
Id: application
Title: "Application for services"
Description: "The application for services that the message informs about."
Context: Composition
* ^purpose = "Source: OpplysningerTilSoknad: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "OpplysningerTilSoknad"
* extension contains
    sentByPatient 1..1 and
    remark 0..1
* extension[sentByPatient] ^short = "Sent by patient (EgensoknadSendt)"
* extension[sentByPatient].value[x] 1..1
* extension[sentByPatient].value[x] only boolean
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string

Extension: ForwardingReservation
Id: forwarding-reservation
Title: "Reservation about forwarding"
Description: "Whether the patient has reservations about the message being sent on."
Context: Composition, Encounter
* ^purpose = "Source: ForbeholdOmVideresending: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "ForbeholdOmVideresending"
* value[x] 1..1
* value[x] only boolean

Extension: RecordComponent
Id: record-component
Title: "Record component"
Description: "What the part is in the record: its component types, identifier and category."
Context: AllergyIntolerance, Composition.section, MedicationStatement
* ^purpose = "Source: basiskomponenttype, komponenttype, informasjonskategori, @komponentID, @referanseViktigTilleggsinfo: HIS 80704:2014."
* . 0..1
* . ^alias[0] = "basiskomponenttype"
* . ^alias[1] = "komponenttype"
* . ^alias[2] = "informasjonskategori"
* . ^alias[3] = "@komponentID"
* . ^alias[4] = "@referanseViktigTilleggsinfo"
* extension contains
    base 0..1 and
    type 0..1 and
    category 0..1 and
    id 0..1 and
    reference 0..1
* extension[base] ^short = "Base (basiskomponenttype)"
* extension[base].value[x] 1..1
* extension[base].value[x] only string
* extension[type] ^short = "Type (komponenttype)"
* extension[type].value[x] 1..1
* extension[type].value[x] only string
* extension[category] ^short = "Category (informasjonskategori)"
* extension[category].value[x] 1..1
* extension[category].value[x] only string
* extension[id] ^short = "Id (@komponentID)"
* extension[id].value[x] 1..1
* extension[id].value[x] only string
* extension[reference] ^short = "Reference (@referanseViktigTilleggsinfo)"
* extension[reference].value[x] 1..1
* extension[reference].value[x] only string

Extension: ExpectedStatusAtDischarge
Id: expected-status-at-discharge
Title: "Expected status at discharge"
Description: "How the patient is expected to be at discharge."
Context: Composition.section
* ^purpose = "Source: ForventetStatusUtskriving: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "ForventetStatusUtskriving"
* value[x] 1..1
* value[x] only string

Extension: StatusAtAdmission
Id: status-at-admission
Title: "Status at admission"
Description: "How the patient was at admission."
Context: Composition.section
* ^purpose = "Source: StatusInnleggelse: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "StatusInnleggelse"
* value[x] 1..1
* value[x] only string

Extension: StatusAtTreatmentStart
Id: status-at-treatment-start
Title: "Status at the start of treatment"
Description: "How the patient was when treatment started."
Context: Composition.section
* ^purpose = "Source: StatusBehandlingsstart: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "StatusBehandlingsstart"
* value[x] 1..1
* value[x] only string

Extension: TreatmentStart
Id: treatment-start
Title: "Start of treatment"
Description: "When treatment started."
Context: Composition.section
* ^purpose = "Source: BehandlingStart: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "BehandlingStart"
* value[x] 1..1
* value[x] only date

Extension: SpecialMeasure
Id: special-measure
Title: "Special measure"
Description: "A special measure that the patient needs."
Context: Composition.section
* ^purpose = "Source: SarskilteTiltak: HIS 80704:2009; HIS 80704:2014; Volven 9136."
* . 0..*
* . ^alias[0] = "SarskilteTiltak"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9136 (extensible)

Extension: FollowUpInformation
Id: follow-up-information
Title: "Information for follow-up"
Description: "What the follow-up has to know: change of function, help with medication, bandages."
Context: Composition.section, Composition
* ^purpose = "Source: OpplysningerRelevantOppfolging: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "OpplysningerRelevantOppfolging"
* extension contains
    bandagesProvided 0..1 and
    helpWithMedication 0..1 and
    functionChange 0..1 and
    bandagesRemark 0..1 and
    medicationRemark 0..1
* extension[bandagesProvided] ^short = "Bandages provided (BandasjemateriellEngangsutstyr)"
* extension[bandagesProvided].value[x] 1..1
* extension[bandagesProvided].value[x] only boolean
* extension[helpWithMedication] ^short = "Help with medication (HjelpLegemiddeladm)"
* extension[helpWithMedication].value[x] 1..1
* extension[helpWithMedication].value[x] only boolean
* extension[functionChange] ^short = "Function change (EndringFunksjonsnivaa)"
* extension[functionChange].value[x] 1..1
* extension[functionChange].value[x] only string
* extension[bandagesRemark] ^short = "Bandages remark (MerknadTilBandasjemateriell)"
* extension[bandagesRemark].value[x] 1..1
* extension[bandagesRemark].value[x] only string
* extension[medicationRemark] ^short = "Medication remark (MerknadTilLegemiddeladministrering)"
* extension[medicationRemark].value[x] 1..1
* extension[medicationRemark].value[x] only string

Extension: OverallFunction
Id: overall-function
Title: "Overall assessment of function"
Description: "How much care the patient needs in all, and why."
Context: Composition.section
* ^purpose = "Source: SamletVurderingFunksjonsniva: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "SamletVurderingFunksjonsniva"
* extension contains
    careLoad 0..1 and
    careLoadAssessment 0..1 and
    remark 0..1
* extension[careLoad] ^short = "Care load (Pleietyngde)"
* extension[careLoad].value[x] 1..1
* extension[careLoad].value[x] only decimal
* extension[careLoadAssessment] ^short = "Care load assessment (VurderingPleietyngde)"
* extension[careLoadAssessment].value[x] 1..1
* extension[careLoadAssessment].value[x] only string
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string

Extension: Responsible
Id: responsible
Title: "Responsible"
Description: "Who is responsible for what the section says."
Context: Composition.section
* ^purpose = "Source: Ansvarlig: HIS 80704:2009; HIS 80704:2014."
* . 0..*
* . ^alias[0] = "Ansvarlig"
* extension contains
    event 0..1 and
    time 1..1 and
    external 1..1 and
    professional 0..1 and
    remark 0..1 and
    organization 0..1
* extension[event] ^short = "Event (TypeHendelse, list 9131)"
* extension[event].value[x] 1..1
* extension[event].value[x] only Coding
* extension[event].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9131 (extensible)
* extension[time] ^short = "Time (TidspunktForHendelse)"
* extension[time].value[x] 1..1
* extension[time].value[x] only dateTime
* extension[external] ^short = "External (Ekstern)"
* extension[external].value[x] 1..1
* extension[external].value[x] only boolean
* extension[professional] ^short = "Professional (AnsvarligTjenesteyter)"
* extension[professional].value[x] 1..1
* extension[professional].value[x] only Reference(PractitionerRole)
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string
* extension[organization] ^short = "Organization"
* extension[organization].value[x] 1..1
* extension[organization].value[x] only Reference(Organization or PractitionerRole)

Extension: PermanentAids
Id: permanent-aids
Title: "Permanent aids"
Description: "The aids that the patient always uses."
Context: Composition.section
* ^purpose = "Source: FasteHjelpemidler: HIS 80704:2009; HIS 80704:2014."
* . 0..*
* . ^alias[0] = "FasteHjelpemidler"
* extension contains
    sight 0..1 and
    hearing 0..1 and
    pacemaker 0..1 and
    remark 0..1
* extension[sight] ^short = "Sight (Briller, list 9113)"
* extension[sight].value[x] 1..1
* extension[sight].value[x] only Coding
* extension[sight].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9113 (preferred)
* extension[hearing] ^short = "Hearing (HjelpemiddelHorsel, list 9114)"
* extension[hearing].value[x] 1..1
* extension[hearing].value[x] only Coding
* extension[hearing].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9114 (extensible)
* extension[pacemaker] ^short = "Pacemaker (Pacemaker)"
* extension[pacemaker].value[x] 1..1
* extension[pacemaker].value[x] only boolean
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string

Extension: AidStatus
Id: aid-status
Title: "Status of an aid"
Description: "How far the aid has come: proposed, ordered, agreed, postponed, cancelled or active."
Context: Device
* ^purpose = "Source: Status: HIS 80704:2009; HIS 80704:2014; Volven 8230."
* . 0..1
* . ^alias[0] = "Status"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8230 (extensible)

Extension: SequenceNumber
Id: sequence-number
Title: "Sequence number"
Description: "The number of the aid in the sequence of the message."
Context: Device
* ^purpose = "Source: Sekvensnummer: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Sekvensnummer"
* value[x] 1..1
* value[x] only integer

Extension: FunctionArea
Id: function-area
Title: "Area of function"
Description: "The area of function that is assessed."
Context: ClinicalImpression.finding
* ^purpose = "Source: Funksjonsområde: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Funksjonsområde"
* value[x] 1..1
* value[x] only Coding

Extension: ExpectedAttainment
Id: expected-attainment
Title: "Expected attainment"
Description: "To what degree the goal is expected to be attained."
Context: Goal
* ^purpose = "Source: ForventetGradMaaloppnaaelse: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "ForventetGradMaaloppnaaelse"
* value[x] 1..1
* value[x] only Coding

Extension: EndDate
Id: end-date
Title: "End date"
Description: "When the goal ends."
Context: Goal
* ^purpose = "Source: TilDato: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "TilDato"
* value[x] 1..1
* value[x] only date

Extension: Keyword
Id: keyword
Title: "Keyword"
Description: "A keyword of the matter."
Context: CarePlan.activity.detail, ClinicalImpression, Goal
* ^purpose = "Source: Stikkord: HIS 80704:2009; HIS 80704:2014."
* . 0..*
* . ^alias[0] = "Stikkord"
* value[x] 1..1
* value[x] only string

Extension: Profession
Id: profession
Title: "Profession"
Description: "The category of health personnel that the matter belongs to."
Context: CarePlan.activity.detail, ClinicalImpression, Goal
* ^purpose = "Source: KategoriHelsepersonell: HIS 80704:2009; HIS 80704:2014; Volven 9060."
* . 0..1
* . ^alias[0] = "KategoriHelsepersonell"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9060 (preferred)

Extension: Performed
Id: performed
Title: "Performed"
Description: "When the intervention was carried out, and whether it can end."
Context: CarePlan.activity.detail
* ^purpose = "Source: GjennomforingAvTiltak: HIS 80704:2009; HIS 80704:2014."
* . 0..*
* . ^alias[0] = "GjennomforingAvTiltak"
* extension contains
    date 1..1 and
    canBeEnded 0..1 and
    remark 0..1
* extension[date] ^short = "Date (UtfortTidspunkt)"
* extension[date].value[x] 1..1
* extension[date].value[x] only date
* extension[canBeEnded] ^short = "Can be ended (TiltakKanTermineres)"
* extension[canBeEnded].value[x] 1..1
* extension[canBeEnded].value[x] only boolean
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string

Extension: EvaluationDate
Id: evaluation-date
Title: "Date of evaluation"
Description: "When the intervention is to be evaluated."
Context: CarePlan.activity.detail
* ^purpose = "Source: EvalueringTidspunkt: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "EvalueringTidspunkt"
* value[x] 1..1
* value[x] only date

Extension: Weekday
Id: weekday
Title: "Weekday"
Description: "A fixed day of the week for the intervention."
Context: CarePlan.activity.detail
* ^purpose = "Source: FasteUkedager: HIS 80704:2009; HIS 80704:2014; Volven 9082."
* . 0..*
* . ^alias[0] = "FasteUkedager"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9082 (extensible)

Extension: RepeatInterval
Id: repeat-interval
Title: "Interval of repetition"
Description: "How often the intervention is repeated."
Context: CarePlan.activity.detail
* ^purpose = "Source: GjentagelseIntervall: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "GjentagelseIntervall"
* value[x] 1..1
* value[x] only Quantity

Extension: AsNeeded
Id: as-needed
Title: "As needed"
Description: "Whether the intervention is carried out when needed."
Context: CarePlan.activity.detail
* ^purpose = "Source: EtterBehov: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "EtterBehov"
* value[x] 1..1
* value[x] only boolean

Extension: PrivateService
Id: private-service
Title: "Private service"
Description: "Whether the service is given by a private provider."
Context: CarePlan.activity.detail
* ^purpose = "Source: PrivatTjeneste: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "PrivatTjeneste"
* value[x] 1..1
* value[x] only boolean

Extension: Booked
Id: booked
Title: "Booked"
Description: "Whether the follow-up appointment is booked."
Context: ServiceRequest
* ^purpose = "Source: BestiltKontrolltime: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "BestiltKontrolltime"
* value[x] 1..1
* value[x] only boolean

Extension: BookedByPatient
Id: booked-by-patient
Title: "Booked by the patient"
Description: "Whether the patient or the next of kin books the appointment."
Context: ServiceRequest
* ^purpose = "Source: PasientParorendeBestiller: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "PasientParorendeBestiller"
* value[x] 1..1
* value[x] only boolean

Extension: TentativeTime
Id: tentative-time
Title: "Tentative time"
Description: "The tentative time of the appointment in words."
Context: ServiceRequest
* ^purpose = "Source: TentativtTidspunktTime: HIS 80704:2014."
* . 0..1
* . ^alias[0] = "TentativtTidspunktTime"
* value[x] 1..1
* value[x] only string

Extension: Duration
Id: duration
Title: "Duration"
Description: "How long the appointment lasts, in minutes as the message has it."
Context: ServiceRequest
* ^purpose = "Source: Varighet: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Varighet"
* value[x] 1..1
* value[x] only integer

Extension: Informed
Id: informed
Title: "Informed"
Description: "Whether the patient and the next of kin have been told of the appointment."
Context: ServiceRequest
* ^purpose = "Source: InformertOm: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "InformertOm"
* extension contains
    patient 1..1 and
    nextOfKin 1..1
* extension[patient] ^short = "Patient (PasientInformert)"
* extension[patient].value[x] 1..1
* extension[patient].value[x] only boolean
* extension[nextOfKin] ^short = "Next of kin (ParorendeInformert)"
* extension[nextOfKin].value[x] 1..1
* extension[nextOfKin].value[x] only boolean

Extension: ConsignmentRemark
Id: consignment-remark
Title: "Remark to the consignment"
Description: "A remark of the sender to the message as a whole."
Context: Composition, Encounter
* ^purpose = "Source: Merknad in InformasjonOmForsendelsen: schemas of the care messages, version 2.0."
* . 0..1
* . ^alias[0] = "Merknad"
* value[x] 1..1
* value[x] only string

Extension: AssistedCommunication
Id: assisted-communication
Title: "Assisted communication"
Description: "The need of assisted communication that a notice about a stay tells of."
Context: Encounter
* ^purpose = "Source: AssistertKommunikasjon: schemas of the care messages, version 2.0."
* . 0..*
* . ^alias[0] = "AssistertKommunikasjon"
* value[x] 1..1
* value[x] only Reference(Flag)
