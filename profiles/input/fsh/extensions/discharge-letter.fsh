// Discharge letters.

Extension: ReportStatus
Id: report-status
Title: "Status of a report"
Description: "Whether the report is final, preliminary, an addition or planned."
Context: Composition
* ^purpose = "Source: Status: HIS 80226:2014; Volven 7306."
* . 0..1
* . ^alias[0] = "Status"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-7306 (extensible)

Extension: ReportPriority
Id: report-priority
Title: "Priority of a report"
Description: "How urgent the report is."
Context: Composition
* ^purpose = "Source: Priority: HIS 80226:2006; HIS 80226:2014; Volven 7303."
* . 0..1
* . ^alias[0] = "Priority"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-7303 (extensible)

Extension: ReferralCategory
Id: referral-category
Title: "Category of the referral"
Description: "What the referral that the letter answers is about."
Context: Composition.section
* ^purpose = "Source: MsgDescr: HIS 80226:2006; HIS 80226:2014; Volven 8455."
* . 0..1
* . ^alias[0] = "MsgDescr"
* value[x] 1..1
* value[x] only CodeableConcept
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8455 (preferred)

Extension: ReferralIssued
Id: referral-issued
Title: "Referral issued"
Description: "When the referral that the letter answers was issued."
Context: Composition.section
* ^purpose = "Source: IssueDate: HIS 80226:2006; HIS 80226:2014."
* . 0..1
* . ^alias[0] = "IssueDate"
* value[x] 1..1
* value[x] only dateTime

Extension: ReferralReceived
Id: referral-received
Title: "Referral received"
Description: "When the referral that the letter answers was received."
Context: Composition.section
* ^purpose = "Source: ReceiptDate: HIS 80226:2006; HIS 80226:2014."
* . 0..1
* . ^alias[0] = "ReceiptDate"
* value[x] 1..1
* value[x] only dateTime

Extension: TextCode
Id: text-code
Title: "Code of a text"
Description: "A code of the text."
Context: Composition.section
* ^purpose = "Source: TextCode: HIS 80226:2006; HIS 80226:2014."
* . 0..*
* . ^alias[0] = "TextCode"
* value[x] 1..1
* value[x] only Coding
