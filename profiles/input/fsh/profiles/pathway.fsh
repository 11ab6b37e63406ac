Profile: PathwayCarePlan
Parent: CarePlan
Id: pathway-care-plan
Title: "Pathway"
Description: "One patient's national pathway (forløp, former pakkeforløp) in mental health or substance use at one trust. Its measurement points are Tasks."
* extension contains
    FirstTrust named firstTrust 0..1 and
    Unconfirmed named unconfirmed 0..1
* extension[firstTrust] ^requirements = "A pathway has begun once: the start at the first trust is reported with it, and two would contradict each other."
* extension[unconfirmed] ^requirements = "The edition that applies is confirmed or it is not."
* identifier 1..*
* identifier only BusinessIdentifier
* identifier ^requirements = "The sender's own identifier: no national one exists, and without it a later report could not be joined to the pathway."
* intent = #plan
* intent ^requirements = "A pathway is a plan for the patient; what is ordered stands in referrals (the draft municipal guide has the same)."
* insert ConceptsByList(category)
* category contains pathwayType 1..1
* insert ConceptOf(category, pathwayType, urn:oid:2.16.578.1.12.4.1.1.9321, Pathway type, [[A pathway is of one type (list 9321), which decides its measurement points and times; another type is another pathway, which replaces this one.]])
* category[pathwayType] from $vs9321 (required)
* category[pathwayType].coding.code 1..1
* category[pathwayType].coding.code ^requirements = "A list's name without a code in it names no type."
* subject only Reference(Patient)
* subject ^requirements = "A pathway is of one person, never of a group."
* obeys pathway-ended

Profile: MeasurementPointTask
Parent: Task
Id: measurement-point-task
Title: "Measurement point"
Description: "A measurement point (målepunkt) of a pathway, due or registered. When it is registered, the due one becomes the completed one."
* extension contains Unconfirmed named unconfirmed 0..1
* extension[unconfirmed] ^requirements = "The edition that applies is confirmed or it is not."
* identifier 1..*
* identifier only BusinessIdentifier
* identifier ^requirements = "The sender's identifier of the registration, or the one derived from pathway, event and number of a due one: without it a correction would be a second registration."
* basedOn 1..*
* basedOn ^requirements = "A search for the Tasks of a pathway finds them by it."
* status from MeasurementPointStatus (required)
* status ^requirements = "A measurement point is expected or has been registered; there is nothing in between to be counted."
* intent = #plan
* intent ^requirements = "Measurement points follow from the pathway's plan; nobody orders them."
* code 1..1
* code ^requirements = "What is measured."
* insert CodingsBySystem(code.coding)
* code.coding contains event 1..1 and combinedCode 0..1
* insert CodingOf(code.coding, event, $9322, Event, [[The event (list 9322) is known also while the outcome is not.]])
* code.coding[event] from $vs9322 (required)
* insert CodingOf(code.coding, combinedCode, $9327, Combined code, [[What is reported to the patient register (list 9327), once type, event and outcome are known.]])
* code.coding[combinedCode] from $vs9327 (required)
* focus 1..1
* focus only Reference(CarePlan)
* focus ^requirements = "A measurement point measures one pathway."
* for 1..1
* for only Reference(Patient)
* for ^requirements = "Tasks of a patient are found by it, and access is decided by it."
* output ^slicing.discriminator.type = #pattern
* output ^slicing.discriminator.path = "type"
* output ^slicing.rules = #open
* output contains outcome 0..1
* output[outcome] ^short = "Outcome"
* output[outcome] ^requirements = "An event has one outcome; another one is another registration."
* output[outcome].type = $task-output#outcome
* output[outcome].type ^requirements = "Tells the outcome from other results."
* output[outcome].value[x] only CodeableConcept
* output[outcome].value[x] from MeasurementPointOutcome (required)
* output[outcome].value[x] ^requirements = "Outcomes are counted by the lists of their events (9323–9326, 9328)."
* obeys measurement-point-deadline and measurement-point-date

Profile: PathwayEncounter
Parent: Encounter
Id: pathway-encounter
Title: "Contact"
Description: "A contact or a stay in which a pathway's measurement points are coded."
* identifier 1..*
* identifier only BusinessIdentifier
* identifier ^requirements = "The sender's identifier of the contact: measurement points say by it in which contact they were coded."
* class from PathwayEncounterClass (required)
* class ^requirements = "Pathway times differ for those who stay overnight and those who do not; the four codes are those that care level (8406) and contact type (8432) can be mapped to."
* insert ConceptsByList(type)
* type contains careLevel 1..1 and contactType 0..1
* insert ConceptOf(type, careLevel, urn:oid:2.16.578.1.12.4.1.1.8406, Care level, [[Omsorgsnivå (list 8406) as it is reported; class is derived from it and says less.]])
* type[careLevel] from $vs8406 (required)
* type[careLevel].coding.code 1..1
* type[careLevel].coding.code ^requirements = "A list's name without a code in it says nothing."
* insert ConceptOf(type, contactType, urn:oid:2.16.578.1.12.4.1.1.8432, Contact type, [[Kontakttype (list 8432): whether the patient was there, and what for. A contact is reported with one.]])
* type[contactType] from $vs8432 (required)
* serviceType from $vs8451 (required)
* serviceType ^requirements = "Fagområde is reported by list 8451."
* subject 1..1
* subject only Reference(Patient)
* subject ^requirements = "A contact of a pathway is with one patient."
* basedOn 0..1
* basedOn ^requirements = "A contact belongs to one referral (the same in the guide of the hospitals' vendor DIPS)."
* period 1..1
* period ^requirements = "A measurement point without a date of its own has that of its contact."
* period.start 1..1
* period.start ^requirements = "As for period: the start gives the date."
* serviceProvider 1..1
* serviceProvider ^requirements = "Contacts are counted by the unit that gave the care."

Profile: ReferralPeriod
Parent: EpisodeOfCare
Id: referral-period
Title: "Referral period"
Description: "Henvisningsperiode: from the receipt of a referral until the care that it led to is over. Contacts point to it."
* identifier 1..*
* identifier ^requirements = "Derived from the referral, so that every message about it means the same period."
* managingOrganization 1..1
* managingOrganization ^requirements = "The one that has taken on the patient, and whose waiting list counts (the draft municipal guide has the same)."
* referralRequest 0..1
* referralRequest ^requirements = "A referral period is that of one referral."
* obeys referral-period-ended

Profile: PathwayCareTeam
Parent: CareTeam
Id: pathway-care-team
Title: "Those around the patient"
Description: "Forløpskoordinator, behandlingsansvarlig, the municipality's coordinator and its coordinating unit, fastlege and next of kin: who cooperates about the pathway."
* identifier 1..*
* identifier only BusinessIdentifier
* identifier ^requirements = "Derived from the pathway: a change of members is a new version of the same team."
* subject 1..1
* subject only Reference(Patient)
* subject ^requirements = "The team is around one patient."
* participant 1..*
* participant ^requirements = "Every pathway has somebody who answers for it."
* participant.role 1..*
* participant.role ^requirements = "Who reads the list looks for the coordinator, not for a name."
* participant.member 1..1
* participant.member ^requirements = "A role that nobody has is left out, so that nobody is sought in vain."
