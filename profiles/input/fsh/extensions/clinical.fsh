// Clinical statements.

Extension: DiagnosisModifier
Id: diagnosis-modifier
Title: "Modifier of a diagnosis"
Description: "What specifies the code: the kind of modifier and its values."
Context: AllergyIntolerance, Condition, MedicationStatement, Observation, Procedure
* ^purpose = "Source: Modifier: HIS 80517:2017; HIS 80226:2014; HIS 80704:2014."
* . 0..*
* . ^alias[0] = "Modifier"
* extension contains
    name 0..1 and
    value 0..*
* extension[name] ^short = "Name (Name, list 7305)"
* extension[name].value[x] 1..1
* extension[name].value[x] only Coding
* extension[name].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-7305 (extensible)
* extension[value] ^short = "Value (Value)"
* extension[value].value[x] 1..1
* extension[value].value[x] only Coding

Extension: DiagnosisComment
Id: diagnosis-comment
Title: "Coded comment to a result"
Description: "A code of a comment to the result, and what specifies it."
Context: Observation
* ^purpose = "Source: DiagComment: HIS 80226:2006; HIS 80226:2014."
* . 0..1
* . ^alias[0] = "DiagComment"
* extension contains
    concept 0..1 and
    modifier 0..*
* extension[concept] ^short = "Concept (Concept)"
* extension[concept].value[x] 1..1
* extension[concept].value[x] only Coding
* extension[modifier] ^short = "Modifier (Modifier)"
* extension[modifier].extension contains
    name 0..1 and
    value 0..*
* extension[modifier].extension[name] ^short = "Name (Name, list 7305)"
* extension[modifier].extension[name].value[x] 1..1
* extension[modifier].extension[name].value[x] only Coding
* extension[modifier].extension[name].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-7305 (extensible)
* extension[modifier].extension[value] ^short = "Value (Value)"
* extension[modifier].extension[value].value[x] 1..1
* extension[modifier].extension[value].value[x] only Coding

Extension: MainDiagnosis
Id: main-diagnosis
Title: "Main diagnosis"
Description: "Whether the diagnosis is the main one."
Context: Condition
* ^purpose = "Source: Hoveddiagnose: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Hoveddiagnose"
* value[x] 1..1
* value[x] only boolean

Extension: DisabilityOrChronicIllness
Id: disability-or-chronic-illness
Title: "Disability or chronic illness"
Description: "Whether the former illness is a disability or a chronic illness."
Context: Condition
* ^purpose = "Source: FunksjonshemmingKroniskSykdom: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "FunksjonshemmingKroniskSykdom"
* value[x] 1..1
* value[x] only boolean

Extension: ItemOrigin
Id: item-origin
Title: "Origin of a clinical item"
Description: "Who the statement comes from."
Context: AllergyIntolerance, Condition, MedicationStatement, Observation, Procedure
* ^purpose = "Source: Origin: HIS 80517:2017; HIS 80226:2014; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Origin"
* value[x] 1..1
* value[x] only Reference(PractitionerRole)

Extension: RelatedProvider
Id: related-provider
Title: "Related provider"
Description: "A provider who is related to the statement."
Context: AllergyIntolerance, Condition, MedicationStatement, Observation, Procedure
* ^purpose = "Source: RelHCProvider: HIS 80517:2017; HIS 80226:2014; HIS 80704:2014."
* . 0..*
* . ^alias[0] = "RelHCProvider"
* value[x] 1..1
* value[x] only Reference(PractitionerRole)

Extension: InformationPeriod
Id: information-period
Title: "Period of the information"
Description: "The period that the information is about."
Context: AllergyIntolerance, Condition, Observation
* ^purpose = "Source: StartDateTime, EndDateTime: HIS 80517:2017; HIS 80226:2014; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "StartDateTime"
* . ^alias[1] = "EndDateTime"
* value[x] 1..1
* value[x] only Period

Extension: OriginDate
Id: origin-date
Title: "Date of origin"
Description: "When the information came about."
Context: Observation, Procedure
* ^purpose = "Source: OrgDate: HIS 80517:2017; HIS 80226:2014; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "OrgDate"
* value[x] 1..1
* value[x] only dateTime

Extension: ArithmeticComparator
Id: arithmetic-comparator
Title: "Arithmetic comparator"
Description: "How the measured value compares with the number, where FHIR has no comparator for it."
Context: Observation
* ^purpose = "Source: ArithmeticComp: HIS 80517:2017; HIS 80226:2014; HIS 80704:2014; Volven 8239."
* . 0..1
* . ^alias[0] = "ArithmeticComp"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8239 (extensible)

Extension: ComparedValue
Id: compared-value
Title: "Compared value"
Description: "The number that the measured value is told by, where it is not the value: the comparator is one that FHIR has none for, such as «not equal»."
Context: Observation
* ^purpose = "Source: NumResultValue: HIS 80517:2005; HIS 80517:2014; HIS 80517:2017; HIS 80226:2014; Volven 8239."
* . 0..1
* . ^alias[0] = "NumResultValue"
* value[x] 1..1
* value[x] only Quantity

Extension: InformationType
Id: information-type
Title: "Type of information"
Description: "What the statement is about, as the message says it, such as the main diagnosis."
Context: AllergyIntolerance, Condition
* ^purpose = "Source: Type: HIS 80517:2005; HIS 80517:2014; HIS 80517:2017; HIS 80226:2014; Volven 8233."
* . 0..1
* . ^alias[0] = "Type"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8233 (extensible)

Extension: ResultCode
Id: result-code
Title: "Code of a result"
Description: "A code of the textual result."
Context: Observation
* ^purpose = "Source: TextCode: HIS 80517:2017; HIS 80226:2014; HIS 80704:2014."
* . 0..*
* . ^alias[0] = "TextCode"
* value[x] 1..1
* value[x] only CodeableConcept

Extension: ResultHeading
Id: result-heading
Title: "Kind of textual result"
Description: "What kind of textual result it is: a diagnosis, an assessment, a finding."
Context: Observation
* ^purpose = "Source: Heading: HIS 80517:2017; HIS 80226:2014; HIS 80704:2014; Volven 8243."
* . 0..1
* . ^alias[0] = "Heading"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8243 (extensible)

Extension: Specification
Id: specification
Title: "Specification"
Description: "What specifies the investigation."
Context: Observation
* ^purpose = "Source: Spec: HIS 80517:2017; HIS 80226:2014; HIS 80704:2014."
* . 0..*
* . ^alias[0] = "Spec"
* value[x] 1..1
* value[x] only CodeableConcept

Extension: CodedDescription
Id: coded-description
Title: "Coded description"
Description: "A code of the description."
Context: Observation
* ^purpose = "Source: Concept: HIS 80226:2006; HIS 80226:2014."
* . 0..1
* . ^alias[0] = "Concept"
* value[x] 1..1
* value[x] only CodeableConcept

Extension: RhesusGroup
Id: rhesus-group
Title: "Rhesus group"
Description: "The rhesus group of the blood type."
Context: Observation
* ^purpose = "Source: Rhesusgruppe: HIS 80704:2009; HIS 80704:2014; Volven 9161."
* . 0..1
* . ^alias[0] = "Rhesusgruppe"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9161 (extensible)

Extension: OtherSubstance
Id: other-substance
Title: "Other substance"
Description: "The code of a substance that is no medicinal product."
Context: AllergyIntolerance
* ^purpose = "Source: KodeAnnetStoff: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "KodeAnnetStoff"
* value[x] 1..1
* value[x] only Coding

Extension: AnaphylacticReactions
Id: anaphylactic-reactions
Title: "Anaphylactic reactions"
Description: "Whether the patient has had anaphylactic reactions."
Context: AllergyIntolerance
* ^purpose = "Source: AnafylaktiskeReaksjoner: HIS 80704:2009; HIS 80704:2014; Volven 1103."
* . 0..1
* . ^alias[0] = "AnafylaktiskeReaksjoner"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-1103 (extensible)

Extension: ConsiderWhenPrescribing
Id: consider-when-prescribing
Title: "Consider when prescribing"
Description: "Whether the allergy has to be considered when a medicinal product is prescribed."
Context: AllergyIntolerance
* ^purpose = "Source: HensynVedForskrivning: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "HensynVedForskrivning"
* value[x] 1..1
* value[x] only boolean

Extension: ConsiderWithFood
Id: consider-with-food
Title: "Consider with food and drink"
Description: "Whether the allergy has to be considered with food and drink."
Context: AllergyIntolerance
* ^purpose = "Source: HensynMatDrikke: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "HensynMatDrikke"
* value[x] 1..1
* value[x] only boolean

Extension: ContactAllergy
Id: contact-allergy
Title: "Contact allergy"
Description: "Whether the allergy is a contact allergy."
Context: AllergyIntolerance
* ^purpose = "Source: Kontaktallergi: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Kontaktallergi"
* value[x] 1..1
* value[x] only boolean

Extension: PollenOrInsectSting
Id: pollen-or-insect-sting
Title: "Pollen or insect sting"
Description: "Whether the allergy is to pollen or an insect sting."
Context: AllergyIntolerance
* ^purpose = "Source: PollenInnsektstikk: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "PollenInnsektstikk"
* value[x] 1..1
* value[x] only boolean

Extension: RecordText
Id: record-text
Title: "Record text"
Description: "The text of the record that the keyword stands for."
Context: Flag
* ^purpose = "Source: Journaltekst: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Journaltekst"
* extension contains
    heading 0..1 and
    text 0..1 and
    remark 0..1
* extension[heading] ^short = "Heading (Overskriftskode)"
* extension[heading].value[x] 1..1
* extension[heading].value[x] only Coding
* extension[text] ^short = "Text (Notat)"
* extension[text].value[x] 1..1
* extension[text].value[x] only string
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string
