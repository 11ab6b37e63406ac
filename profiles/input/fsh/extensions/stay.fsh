// Stays and contacts.

Extension: TimedEvent
Id: timed-event
Title: "Timed event"
Description: "An event of the stay, its time, and whether the time is an estimate."
Context: Composition.section, Encounter
* ^purpose = "Source: TidsfestetHendelse, OpplysningOpphold: HIS 80704:2009; HIS 80704:2014."
* . 0..*
* . ^alias[0] = "TidsfestetHendelse"
* . ^alias[1] = "OpplysningOpphold"
* extension contains
    event 0..1 and
    description 0..1 and
    time 0..1 and
    estimate 1..1 and
    remark 0..1 and
    place 0..1
* extension[event] ^short = "Event (Hendelsekode, list 9121)"
* extension[event].value[x] 1..1
* extension[event].value[x] only Coding
* extension[event].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9121 (extensible)
* extension[description] ^short = "Description (BeskrivelseAvHendelse)"
* extension[description].value[x] 1..1
* extension[description].value[x] only string
* extension[time] ^short = "Time (TidspunktForHendelse); of admission, discharge and death, it stands in the stay or the patient"
* extension[time].value[x] 1..1
* extension[time].value[x] only dateTime
* extension[estimate] ^short = "Estimate (Anslag)"
* extension[estimate].value[x] 1..1
* extension[estimate].value[x] only boolean
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string
* extension[place] ^short = "Place (StedHendelse)"
* extension[place].value[x] 1..1
* extension[place].value[x] only string

Extension: ConditionAtDischarge
Id: condition-at-discharge
Title: "State at discharge"
Description: "In what state the patient left: alive or dead."
Context: Encounter.hospitalization
* ^purpose = "Source: Uttilstand: HIS 80704:2009; HIS 80704:2014; Volven 8431."
* . 0..1
* . ^alias[0] = "Uttilstand"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8431 (extensible)

Extension: InformationGiven
Id: information-given
Title: "Information given"
Description: "What the patient and others have been told about the stay."
Context: Encounter
* ^purpose = "Source: InformasjonGitt: HIS 80704:2009; HIS 80704:2014."
* . 0..*
* . ^alias[0] = "InformasjonGitt"
* value[x] 1..1
* value[x] only Reference(Communication)

Extension: Oral
Id: oral
Title: "Oral information"
Description: "Whether the information was given orally."
Context: Communication
* ^purpose = "Source: MuntligInformasjon: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "MuntligInformasjon"
* value[x] 1..1
* value[x] only boolean

Extension: EventNumber
Id: event-number
Title: "Number of an event"
Description: "The number of the event in the discharge letter."
Context: Encounter
* ^purpose = "Source: Id: HIS 80226:2006."
* . 0..1
* . ^alias[0] = "Id"
* value[x] 1..1
* value[x] only integer

Extension: ExpectedDuration
Id: expected-duration
Title: "Expected duration"
Description: "How long the contact is expected to last."
Context: Encounter
* ^purpose = "Source: ExpDuration: HIS 80226:2006; HIS 80226:2014."
* . 0..1
* . ^alias[0] = "ExpDuration"
* value[x] 1..1
* value[x] only Quantity

Extension: ServiceIdentification
Id: service-identification
Title: "Identification of a service"
Description: "What the service of the contact was."
Context: Encounter
* ^purpose = "Source: ServId: HIS 80226:2006; HIS 80226:2014."
* . 0..1
* . ^alias[0] = "ServId"
* value[x] 1..1
* value[x] only CodeableConcept

Extension: ServiceRecipient
Id: service-recipient
Title: "Recipient of a service"
Description: "For whom the service is."
Context: Encounter
* ^purpose = "Source: Recipient: HIS 80226:2006; HIS 80226:2014; Volven 8250."
* . 0..1
* . ^alias[0] = "Recipient"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8250 (extensible)

Extension: AssociatedRequest
Id: associated-request
Title: "Associated request"
Description: "Another request that the contact is about."
Context: Encounter
* ^purpose = "Source: AssRequest: HIS 80226:2006; HIS 80226:2014."
* . 0..*
* . ^alias[0] = "AssRequest"
* extension contains
    issued 0..1 and
    type 0..1 and
    id 0..1
* extension[issued] ^short = "Issued (IssueDate)"
* extension[issued].value[x] 1..1
* extension[issued].value[x] only dateTime
* extension[type] ^short = "Type (MsgType, list 7315)"
* extension[type].value[x] 1..1
* extension[type].value[x] only Coding
* extension[type].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-7315 (preferred)
* extension[id] ^short = "Id (Id)"
* extension[id].value[x] 1..1
* extension[id].value[x] only string

Extension: LocationRole
Id: location-role
Title: "Role of a location"
Description: "The role of the location in the contact."
Context: Encounter.location
* ^purpose = "Source: Role: HIS 80226:2006; HIS 80226:2014; Volven 8251."
* . 0..1
* . ^alias[0] = "Role"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8251 (extensible)

Extension: SubLocation
Id: sub-location
Title: "Place within a location"
Description: "A place within the location, and what kind of place it is."
Context: Location
* ^purpose = "Source: SubLocation: HIS 80226:2006; HIS 80226:2014."
* . 0..*
* . ^alias[0] = "SubLocation"
* extension contains
    type 0..1 and
    place 0..1
* extension[type] ^short = "Type (Type, list 8242)"
* extension[type].value[x] 1..1
* extension[type].value[x] only Coding
* extension[type].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8242 (extensible)
* extension[place] ^short = "Place (Place)"
* extension[place].value[x] 1..1
* extension[place].value[x] only string

Extension: PlannedEvent
Id: planned-event
Title: "Planned event"
Description: "The plan for a contact: its stage, times, preparation and transport."
Context: Encounter
* ^purpose = "Source: PlannedEvent: HIS 80226:2006; HIS 80226:2014."
* . 0..1
* . ^alias[0] = "PlannedEvent"
* extension contains
    stage 0..1 and
    status 0..1 and
    comment 0..1 and
    planned 0..1 and
    scheduled 0..1 and
    adviceSentTo 0..1 and
    expectedDelay 0..1 and
    durationComment 0..1 and
    preparation 0..1 and
    advice 0..1 and
    transport 0..1
* extension[stage] ^short = "Stage (PlanningStage)"
* extension[stage].value[x] 1..1
* extension[stage].value[x] only Coding
* extension[status] ^short = "Status (StatusOfPlan)"
* extension[status].value[x] 1..1
* extension[status].value[x] only Coding
* extension[comment] ^short = "Comment (PlanComment)"
* extension[comment].value[x] 1..1
* extension[comment].value[x] only string
* extension[planned] ^short = "Planned (PlanningDate)"
* extension[planned].value[x] 1..1
* extension[planned].value[x] only dateTime
* extension[scheduled] ^short = "Scheduled (ScheduledDate)"
* extension[scheduled].value[x] 1..1
* extension[scheduled].value[x] only dateTime
* extension[adviceSentTo] ^short = "Advice sent to (AdviceSentTo)"
* extension[adviceSentTo].value[x] 1..1
* extension[adviceSentTo].value[x] only Coding
* extension[expectedDelay] ^short = "Expected delay (ExpectedDelay)"
* extension[expectedDelay].value[x] 1..1
* extension[expectedDelay].value[x] only Quantity
* extension[durationComment] ^short = "Duration comment (CommentExpDuration)"
* extension[durationComment].value[x] 1..1
* extension[durationComment].value[x] only string
* extension[preparation] ^short = "Preparation (Preparation)"
* extension[preparation].value[x] 1..1
* extension[preparation].value[x] only string
* extension[advice] ^short = "Advice (Advice)"
* extension[advice].value[x] 1..1
* extension[advice].value[x] only string
* extension[transport] ^short = "Transport (TransportArr)"
* extension[transport].extension contains
    responsibility 0..1 and
    status 0..1 and
    requirement 0..1 and
    escort 0..1 and
    comment 0..1
* extension[transport].extension[responsibility] ^short = "Responsibility (Responsibility)"
* extension[transport].extension[responsibility].value[x] 1..1
* extension[transport].extension[responsibility].value[x] only Coding
* extension[transport].extension[status] ^short = "Status (Status)"
* extension[transport].extension[status].value[x] 1..1
* extension[transport].extension[status].value[x] only Coding
* extension[transport].extension[requirement] ^short = "Requirement (TransportRequirement)"
* extension[transport].extension[requirement].value[x] 1..1
* extension[transport].extension[requirement].value[x] only Coding
* extension[transport].extension[escort] ^short = "Escort (EscortRequired)"
* extension[transport].extension[escort].value[x] 1..1
* extension[transport].extension[escort].value[x] only Coding
* extension[transport].extension[comment] ^short = "Comment (Comment)"
* extension[transport].extension[comment].value[x] 1..1
* extension[transport].extension[comment].value[x] only string

Extension: StayEvent
Id: stay-event
Title: "Event that began a stage of a stay"
Description: "Which event of the stay began the stage: FHIR has no status for a patient who is ready for discharge."
Context: Encounter.statusHistory
* ^purpose = "Source: Hendelsekode, list 9121: HIS 1149:2014."
* . 0..1
* . ^alias[0] = "Hendelsekode"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9121 (extensible)
