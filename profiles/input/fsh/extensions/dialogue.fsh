// Dialogue messages.

Extension: CaseType
Id: case-type
Title: "Case type"
Description: "What kind of case the dialogue is about."
Context: Communication
* ^purpose = "Source: SakstypeKodet: HIS 80603:2006; HIS 80603:2017."
* . 0..1
* . ^alias[0] = "SakstypeKodet"
* value[x] 1..1
* value[x] only Coding

Extension: CaseTypeText
Id: case-type-text
Title: "Case type in words"
Description: "What kind of case the dialogue is about, in words."
Context: Communication
* ^purpose = "Source: Sakstype: HIS 80603:2006; HIS 80603:2017."
* . 0..1
* . ^alias[0] = "Sakstype"
* value[x] 1..1
* value[x] only string

Extension: DocumentId
Id: document-id
Title: "Identifier of a note"
Description: "The identifier of the note or request in the sender’s record."
Context: Communication
* ^purpose = "Source: DokIdNotat, DokIdForesp: HIS 80603:2006; HIS 80603:2017."
* . 0..1
* . ^alias[0] = "DokIdNotat"
* . ^alias[1] = "DokIdForesp"
* value[x] 1..1
* value[x] only string

Extension: NoteDate
Id: note-date
Title: "Date of a note"
Description: "When the note was made."
Context: Communication
* ^purpose = "Source: DatoNotat: HIS 80603:2006; HIS 80603:2017."
* . 0..1
* . ^alias[0] = "DatoNotat"
* value[x] 1..1
* value[x] only date

Extension: NoteRole
Id: note-role
Title: "Role related to a note"
Description: "Somebody who is related to the note: role, person, professional and unit."
Context: Communication
* ^purpose = "Source: RollerRelatertNotat: HIS 80603:2006; HIS 80603:2017."
* . 0..*
* . ^alias[0] = "RollerRelatertNotat"
* extension contains
    role 0..1 and
    roleToPatient 0..1 and
    professional 0..1 and
    person 0..1 and
    unit 0..1
* extension[role] ^short = "Role (RolleNotat, list 9057)"
* extension[role].value[x] 1..1
* extension[role].value[x] only Coding
* extension[role].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9057 (extensible)
* extension[roleToPatient] ^short = "Role to patient (RoleToPatient, list 9034)"
* extension[roleToPatient].value[x] 1..1
* extension[roleToPatient].value[x] only Coding
* extension[roleToPatient].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9034 (preferred)
* extension[professional] ^short = "Professional (HealthcareProfessional)"
* extension[professional].value[x] 1..1
* extension[professional].value[x] only Reference(PractitionerRole)
* extension[person] ^short = "Person (Person)"
* extension[person].value[x] 1..1
* extension[person].value[x] only Reference(Person or RelatedPerson)
* extension[unit] ^short = "Unit (TilknyttetEnhet)"
* extension[unit].extension contains
    remark 0..1 and
    professional 0..1 and
    person 0..1 and
    organization 0..1
* extension[unit].extension[remark] ^short = "Remark (Merknad)"
* extension[unit].extension[remark].value[x] 1..1
* extension[unit].extension[remark].value[x] only string
* extension[unit].extension[professional] ^short = "Professional (HealthcareProfessional)"
* extension[unit].extension[professional].value[x] 1..1
* extension[unit].extension[professional].value[x] only Reference(PractitionerRole)
* extension[unit].extension[person] ^short = "Person (Person)"
* extension[unit].extension[person].value[x] 1..1
* extension[unit].extension[person].value[x] only Reference(Person)
* extension[unit].extension[organization] ^short = "Organization"
* extension[unit].extension[organization].value[x] 1..1
* extension[unit].extension[organization].value[x] only Reference(Organization or PractitionerRole)

Extension: FurtherNote
Id: further-note
Title: "Further note"
Description: "A note or request that the message has besides the first."
Context: Communication
* ^purpose = "Source: Notat, Foresporsel: HIS 80603:2017."
* . 0..*
* . ^alias[0] = "Notat"
* . ^alias[1] = "Foresporsel"
* value[x] 1..1
* value[x] only Reference(Communication)

Extension: RequestPurpose
Id: request-purpose
Title: "Purpose of a request"
Description: "What the requested information is for."
Context: Communication
* ^purpose = "Source: Formål: HIS 80603:2006; HIS 80603:2017; Volven 9068."
* . 0..1
* . ^alias[0] = "Formål"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9068 (extensible)

Extension: RequestUrgency
Id: request-urgency
Title: "Urgency of a request"
Description: "How urgent the request is."
Context: Communication
* ^purpose = "Source: Hastegrad: HIS 80603:2006; HIS 80603:2017; Volven 9067."
* . 0..1
* . ^alias[0] = "Hastegrad"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9067 (extensible)

Extension: RequestedPeriod
Id: requested-period
Title: "Requested period"
Description: "The period of which information is requested."
Context: Communication
* ^purpose = "Source: FraDato, TilDato: HIS 80603:2006; HIS 80603:2017."
* . 0..1
* . ^alias[0] = "FraDato"
* . ^alias[1] = "TilDato"
* value[x] 1..1
* value[x] only Period

Extension: RecordInformation
Id: record-information
Title: "Requested record information"
Description: "What kind of information of the record is requested."
Context: Communication
* ^purpose = "Source: TypeJournalinfo: HIS 80603:2006; HIS 80603:2017; Volven 9066."
* . 0..*
* . ^alias[0] = "TypeJournalinfo"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9066 (preferred)

Extension: CodedInformation
Id: coded-information
Title: "Coded information"
Description: "A code of the information that is requested."
Context: Communication
* ^purpose = "Source: KodetOpplysning: HIS 80603:2017."
* . 0..1
* . ^alias[0] = "KodetOpplysning"
* value[x] 1..1
* value[x] only Coding
