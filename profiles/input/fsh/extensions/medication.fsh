// Medication.

Extension: MedicationUse
Id: medication-use
Title: "Use of a medication"
Description: "How the medication is used: regularly, as a course, when needed, as a vaccine or as nutrition."
Context: MedicationAdministration, MedicationStatement
* ^purpose = "Source: Bruk, Status: HIS 80517:2017; HIS 80704:2009; HIS 80704:2014; Volven 9101."
* . 0..1
* . ^alias[0] = "Bruk"
* . ^alias[1] = "Status"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9101 (extensible)

Extension: PrescriptionStatus
Id: prescription-status
Title: "Status of a prescription"
Description: "What became of the prescription: an original prescription, discontinued, or handed out."
Context: MedicationStatement
* ^purpose = "Source: StatusTilForskrivningen: HIS 80704:2009; HIS 80704:2014; Volven 9104."
* . 0..1
* . ^alias[0] = "StatusTilForskrivningen"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9104 (extensible)

Extension: PrescriptionId
Id: prescription-id
Title: "Identifier of a prescription"
Description: "The identifier of the prescription."
Context: MedicationStatement
* ^purpose = "Source: ReseptId: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "ReseptId"
* value[x] 1..1
* value[x] only string

Extension: Prescriber
Id: prescriber
Title: "Prescriber"
Description: "The professional who prescribed the medication."
Context: MedicationStatement
* ^purpose = "Source: Forskriver: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Forskriver"
* value[x] 1..1
* value[x] only Reference(PractitionerRole)

Extension: Multidose
Id: multidose
Title: "Multidose"
Description: "Whether the medication is part of a multidose package."
Context: MedicationStatement
* ^purpose = "Source: InngaarIMultidose: HIS 80704:2009; HIS 80704:2014; Volven 9103."
* . 0..1
* . ^alias[0] = "InngaarIMultidose"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9103 (extensible)

Extension: ProductNumber
Id: product-number
Title: "Product number"
Description: "The number of the medicinal product."
Context: MedicationAdministration, MedicationStatement
* ^purpose = "Source: Nr: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Nr"
* value[x] 1..1
* value[x] only string

Extension: GenericName
Id: generic-name
Title: "Generic name"
Description: "The generic name of the medicinal product."
Context: MedicationAdministration, MedicationStatement
* ^purpose = "Source: GeneriskNavn: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "GeneriskNavn"
* value[x] 1..1
* value[x] only string

Extension: DoseForm
Id: dose-form
Title: "Dose form"
Description: "The form of the medicinal product."
Context: MedicationAdministration, MedicationStatement
* ^purpose = "Source: Legemiddelform, Form: HIS 80704:2014; HIS 80517:2017; HIS 80226:2014; Volven 7448."
* . 0..1
* . ^alias[0] = "Legemiddelform"
* . ^alias[1] = "Form"
* value[x] 1..1
* value[x] only CodeableConcept or Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-7448 (preferred)

Extension: Strength
Id: strength
Title: "Strength"
Description: "The strength of the medicinal product."
Context: MedicationAdministration, MedicationStatement
* ^purpose = "Source: Styrke: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Styrke"
* value[x] 1..1
* value[x] only Quantity

Extension: QuantitySupplied
Id: quantity-supplied
Title: "Quantity supplied"
Description: "How much was supplied."
Context: MedicationStatement
* ^purpose = "Source: QuantitySupplied: HIS 80704:2014; HIS 80517:2017; HIS 80226:2014."
* . 0..1
* . ^alias[0] = "QuantitySupplied"
* value[x] 1..1
* value[x] only Quantity

Extension: IntendedDuration
Id: intended-duration
Title: "Intended duration"
Description: "For how long the medication is to be taken."
Context: Dosage
* ^purpose = "Source: IntendedDuration: HIS 80704:2014; HIS 80517:2017; HIS 80226:2014."
* . 0..1
* . ^alias[0] = "IntendedDuration"
* value[x] 1..1
* value[x] only Quantity

Extension: CodedDosage
Id: coded-dosage
Title: "Coded dosage"
Description: "The dosage as a code."
Context: Dosage
* ^purpose = "Source: DosageCoded: HIS 80226:2006; HIS 80226:2014; Volven 7478."
* . 0..1
* . ^alias[0] = "DosageCoded"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-7478 (preferred)

Extension: NotWithOtherMedication
Id: not-with-other-medication
Title: "Not with other medication"
Description: "Whether the medication must not be taken together with another."
Context: MedicationAdministration, MedicationStatement
* ^purpose = "Source: SkalIkkeTasSammenMedAnnetLegemiddel: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "SkalIkkeTasSammenMedAnnetLegemiddel"
* value[x] 1..1
* value[x] only boolean

Extension: DosageText
Id: dosage-text
Title: "Dosage in words"
Description: "The dosage that was prescribed, in words."
Context: MedicationAdministration
* ^purpose = "Source: DosVeiledEnkel: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "DosVeiledEnkel"
* value[x] 1..1
* value[x] only string

Extension: PrescribedPeriod
Id: prescribed-period
Title: "Prescribed period"
Description: "The period for which the medication was prescribed."
Context: MedicationAdministration
* ^purpose = "Source: DoseringStarttidspunkt, DoseringSluttidspunkt: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "DoseringStarttidspunkt"
* . ^alias[1] = "DoseringSluttidspunkt"
* value[x] 1..1
* value[x] only Period

Extension: AdministrationStatus
Id: administration-status
Title: "Status of an administration"
Description: "What became of the administration."
Context: MedicationAdministration
* ^purpose = "Source: AdmStatus: HIS 80704:2009; HIS 80704:2014; Volven 9083."
* . 0..1
* . ^alias[0] = "AdmStatus"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9083 (extensible)

Extension: AdministrationAgreed
Id: administration-agreed
Title: "Administration agreed"
Description: "Whether the administration of medication has been agreed upon."
Context: Composition.section
* ^purpose = "Source: AvtaleAdmLegemidler: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "AvtaleAdmLegemidler"
* value[x] 1..1
* value[x] only boolean

Extension: MultidoseAdministrationAgreed
Id: multidose-administration-agreed
Title: "Administration of multidose agreed"
Description: "Whether the administration of multidose packages has been agreed upon."
Context: Composition.section
* ^purpose = "Source: AvtaleAdmMultidose: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "AvtaleAdmMultidose"
* value[x] 1..1
* value[x] only boolean

Extension: Amount
Id: amount
Title: "Amount"
Description: "The amount of the medication that was handed out."
Context: MedicationAdministration
* ^purpose = "Source: Kvantum: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Kvantum"
* value[x] 1..1
* value[x] only string

Extension: DispensedDoses
Id: dispensed-doses
Title: "Dispensed doses"
Description: "How many doses were handed out."
Context: MedicationAdministration
* ^purpose = "Source: UtlevertLegemiddel: HIS 80704:2009; HIS 80704:2014."
* . 0..*
* . ^alias[0] = "UtlevertLegemiddel"
* value[x] 1..1
* value[x] only integer

Extension: DispensingForm
Id: dispensing-form
Title: "Form of dispensing"
Description: "How medication is handed out."
Context: Composition.section
* ^purpose = "Source: Utleveringsform: HIS 80704:2009; HIS 80704:2014; Volven 9135."
* . 0..1
* . ^alias[0] = "Utleveringsform"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9135 (extensible)

Extension: MedicationHelp
Id: medication-help
Title: "Help with medication"
Description: "What help the patient needs to handle medication."
Context: Composition.section
* ^purpose = "Source: BistandLegemiddelhandtering: schemas of the care messages, version 2.0."
* . 0..1
* . ^alias[0] = "BistandLegemiddelhandtering"
* extension contains
    help 0..1 and
    remark 0..1
* extension[help] ^short = "Help (HjelpTilLegemiddelhandtering)"
* extension[help].value[x] 1..1
* extension[help].value[x] only Coding
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string

Extension: MedicationHandedOut
Id: medication-handed-out
Title: "Medication handed out"
Description: "Which medication was handed out to the patient, and what the patient took on the day of discharge."
Context: Composition.section
* ^purpose = "Source: LegemidlerUtdelt: schemas of the care messages, version 2.0."
* . 0..1
* . ^alias[0] = "LegemidlerUtdelt"
* extension contains
    handedOut 0..* and
    takenToday 0..* and
    remark 0..1
* extension[handedOut] ^short = "Handed out (LegemidlerUtdeltTilPasient)"
* extension[handedOut].value[x] 1..1
* extension[handedOut].value[x] only string
* extension[takenToday] ^short = "Taken today (LegemiddelinntakIDag)"
* extension[takenToday].value[x] 1..1
* extension[takenToday].value[x] only string
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string

Extension: PrescriptionInformation
Id: prescription-information
Title: "Information about prescriptions"
Description: "Whether prescriptions are electronic, and with whom they were sent."
Context: Composition.section
* ^purpose = "Source: Reseptinformasjon: schemas of the care messages, version 2.0."
* . 0..1
* . ^alias[0] = "Reseptinformasjon"
* extension contains
    electronic 0..1 and
    sent 0..1 and
    remark 0..1
* extension[electronic] ^short = "Electronic (eResept)"
* extension[electronic].value[x] 1..1
* extension[electronic].value[x] only boolean
* extension[sent] ^short = "Sent with (ReseptSendtMed)"
* extension[sent].value[x] 1..1
* extension[sent].value[x] only Coding
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string
