// People.

Extension: LivesAlone
Id: lives-alone
Title: "Lives alone"
Description: "Whether the patient lives alone."
Context: Patient
* ^purpose = "Source: BorAlene: HIS 80517:2017; HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "BorAlene"
* value[x] 1..1
* value[x] only boolean

Extension: ReceivesMunicipalServices
Id: receives-municipal-services
Title: "Receives municipal services"
Description: "Whether the patient receives services from the municipality."
Context: Patient
* ^purpose = "Source: MottarKommunaleTjenester: HIS 80517:2017."
* . 0..1
* . ^alias[0] = "MottarKommunaleTjenester"
* value[x] 1..1
* value[x] only boolean

Extension: Nationality
Id: nationality
Title: "Nationality"
Description: "The country of which the person is a citizen."
Context: Patient, Person, Practitioner, RelatedPerson
* ^purpose = "Source: Nationality: HIS 80601:2006; HIS 80704:2014; HIS 80517:2017; Volven 9043."
* . 0..1
* . ^alias[0] = "Nationality"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9043 (preferred)

Extension: IdentifierByRequester
Id: identifier-by-requester
Title: "Identifier by the requester"
Description: "The number by which the requester knows the patient."
Context: Patient
* ^purpose = "Source: IdByRequester: HIS 80601:2006; HIS 80704:2014; HIS 80517:2017."
* . 0..1
* . ^alias[0] = "IdByRequester"
* value[x] 1..1
* value[x] only Identifier

Extension: IdentifierByProvider
Id: identifier-by-provider
Title: "Identifier by the provider"
Description: "The number by which the provider knows the patient."
Context: Patient
* ^purpose = "Source: IdByServProvider: HIS 80226:2006; HIS 80226:2014."
* . 0..1
* . ^alias[0] = "IdByServProvider"
* value[x] 1..1
* value[x] only Identifier

Extension: BirthYear
Id: birth-year
Title: "Year of birth of a minor next of kin"
Description: "The year in which a minor next of kin (mindreårig pårørende) was born."
Context: RelatedPerson
* ^purpose = "Source: FodselsarMindrearigParorende: HIS 80517:2017; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "FodselsarMindrearigParorende"
* value[x] 1..1
* value[x] only date

Extension: CareFunction
Id: care-function
Title: "Care function"
Description: "What care the next of kin gives the patient or has for the patient."
Context: RelatedPerson
* ^purpose = "Source: Omsorgsfunksjon: HIS 80601:2006; HIS 80704:2014; HIS 80517:2017; Volven 9050."
* . 0..1
* . ^alias[0] = "Omsorgsfunksjon"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9050 (extensible)

Extension: Guardian
Id: guardian
Title: "Guardian"
Description: "Whether the related person is the patient’s guardian."
Context: RelatedPerson
* ^purpose = "Source: Guardien: HIS 80517:2005."
* . 0..1
* . ^alias[0] = "Guardien"
* value[x] 1..1
* value[x] only boolean

Extension: RelationDescription
Id: relation-description
Title: "Description of the relation"
Description: "The relation of the person to the patient in words."
Context: RelatedPerson
* ^purpose = "Source: Description: HIS 80517:2005."
* . 0..1
* . ^alias[0] = "Description"
* value[x] 1..1
* value[x] only string

Extension: PersonRole
Id: person-role
Title: "Role of a related person"
Description: "The role of the person towards the patient in words."
Context: RelatedPerson
* ^purpose = "Source: Role: HIS 80517:2005."
* . 0..1
* . ^alias[0] = "Role"
* value[x] 1..1
* value[x] only string

Extension: Occupation
Id: occupation
Title: "Occupation"
Description: "The occupation of the related person."
Context: RelatedPerson
* ^purpose = "Source: Occupation: HIS 80517:2005; Volven 9036."
* . 0..1
* . ^alias[0] = "Occupation"
* value[x] 1..1
* value[x] only Coding

Extension: EthnicBelonging
Id: ethnic-belonging
Title: "Ethnic belonging"
Description: "The ethnic group that the related person belongs to."
Context: RelatedPerson
* ^purpose = "Source: EthnicBelonging: HIS 80517:2005; Volven 8423."
* . 0..1
* . ^alias[0] = "EthnicBelonging"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8423 (extensible)

Extension: Workplace
Id: workplace
Title: "Workplace"
Description: "Where a person who knows the patient works."
Context: RelatedPerson
* ^purpose = "Source: Arbeidssted, WorkingPlace: HIS 80517:2014; HIS 80517:2017."
* . 0..1
* . ^alias[0] = "Arbeidssted"
* . ^alias[1] = "WorkingPlace"
* value[x] 1..1
* value[x] only string

Extension: ReportRelation
Id: report-relation
Title: "Relation to the report"
Description: "How the professional is related to the report, the referral or the patient."
Context: PractitionerRole
* ^purpose = "Source: TypeRelasjon, Relation: HIS 80601:2006; HIS 80704:2014; HIS 80517:2017; Volven 7319, 8254."
* . 0..1
* . ^alias[0] = "TypeRelasjon"
* . ^alias[1] = "Relation"
* value[x] 1..1
* value[x] only Coding

Extension: ProviderRole
Id: provider-role
Title: "Role in a service"
Description: "The role of the provider in the service."
Context: PractitionerRole
* ^purpose = "Source: Role: HIS 80226:2006; HIS 80226:2014; Volven 7318."
* . 0..1
* . ^alias[0] = "Role"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-7318 (preferred)

Extension: ApprovedDate
Id: approved-date
Title: "Approved"
Description: "When the professional approved the document."
Context: PractitionerRole
* ^purpose = "Source: GodkjentDato: HIS 80517:2017; HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "GodkjentDato"
* value[x] 1..1
* value[x] only date

Extension: AffiliatedUnit
Id: affiliated-unit
Title: "Affiliated unit"
Description: "A unit or professional that the patient is affiliated with."
Context: Composition, Encounter, Patient
* ^purpose = "Source: TilknyttetEnhet: HIS 80601:2006; HIS 80704:2014; HIS 80517:2017."
* . 0..*
* . ^alias[0] = "TilknyttetEnhet"
* value[x] 1..1
* value[x] only Reference(Organization or PractitionerRole)

Extension: Position
Id: position
Title: "Position"
Description: "The professional’s position."
Context: Practitioner
* ^purpose = "Source: Position: HIS 80226:2006; HIS 80226:2014."
* . 0..1
* . ^alias[0] = "Position"
* value[x] 1..1
* value[x] only CodeableConcept

Extension: Qualification
Id: qualification
Title: "Qualification"
Description: "The professional’s qualification, as the discharge letter has it."
Context: Practitioner
* ^purpose = "Source: Qual: HIS 80226:2006; HIS 80226:2014."
* . 0..*
* . ^alias[0] = "Qual"
* value[x] 1..1
* value[x] only CodeableConcept

Extension: MedicalSpeciality
Id: medical-speciality
Title: "Medical speciality"
Description: "The speciality of the professional or the institution."
Context: Organization, PractitionerRole
* ^purpose = "Source: MedSpecialty, MedSpeciality: HIS 80601:2006; HIS 80704:2014; HIS 80517:2017."
* . 0..1
* . ^alias[0] = "MedSpecialty"
* . ^alias[1] = "MedSpeciality"
* value[x] 1..1
* value[x] only CodeableConcept

Extension: PartyIdByRequester
Id: party-id-by-requester
Title: "Party identifier by the requester"
Description: "The identifier by which the requester knows the party."
Context: Organization, PractitionerRole
* ^purpose = "Source: PartyIdByRequester: HIS 80226:2006; HIS 80517:2005."
* . 0..1
* . ^alias[0] = "PartyIdByRequester"
* value[x] 1..1
* value[x] only string

Extension: PartyIdByProvider
Id: party-id-by-provider
Title: "Party identifier by the provider"
Description: "The identifier by which the provider knows the party."
Context: Organization, PractitionerRole
* ^purpose = "Source: PartyIdByServProv: HIS 80226:2006; HIS 80517:2005."
* . 0..1
* . ^alias[0] = "PartyIdByServProv"
* value[x] 1..1
* value[x] only string

Extension: WorkingTime
Id: working-time
Title: "Working time"
Description: "When the institution can be reached."
Context: Organization
* ^purpose = "Source: WorkingTime: HIS 80517:2005."
* . 0..1
* . ^alias[0] = "WorkingTime"
* value[x] 1..1
* value[x] only string

Extension: PostOfficeBox
Id: post-office-box
Title: "Post office box"
Description: "The post office box of the address."
Context: Address
* ^purpose = "Source: Postbox: HIS 80601:2006; HIS 80704:2014; HIS 80517:2017."
* . 0..1
* . ^alias[0] = "Postbox"
* value[x] 1..1
* value[x] only string

Extension: Remark
Id: remark
Title: "Remark"
Description: "A remark to the thing at hand."
Context: Annotation, CarePlan.activity.detail, Composition.section, DocumentReference, Encounter.hospitalization, Flag, Organization, Patient, PractitionerRole, RelatedPerson
* ^purpose = "Source: Annotation, Merknad, Note: HIS 80601:2006; HIS 80704:2014; HIS 80517:2017."
* . 0..1
* . ^alias[0] = "Annotation"
* . ^alias[1] = "Merknad"
* . ^alias[2] = "Note"
* value[x] 1..1
* value[x] only string

Extension: Description
Id: description
Title: "Description"
Description: "The thing at hand in words, beside what is coded."
Context: AllergyIntolerance, Condition, MedicationStatement, Procedure, RelatedPerson
* ^purpose = "Source: Description: HIS 80226:2006; HIS 80226:2014; HIS 80517:2005."
* . 0..1
* . ^alias[0] = "Description"
* value[x] 1..1
* value[x] only string

Extension: NearestNextOfKin
Id: nearest-next-of-kin
Title: "Nearest next of kin"
Description: "Whether the person is the patient’s nearest next of kin (nærmeste pårørende)."
Context: RelatedPerson
* ^purpose = "Source: NarmesteParorende: HIS 80517:2017."
* . 0..1
* value[x] 1..1
* value[x] only boolean
