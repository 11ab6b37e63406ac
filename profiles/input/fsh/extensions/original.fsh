// How a value was written where FHIR has another form.

Extension: OriginalCode
Id: original-code
Title: "Original code"
Description: "The code as it was sent, where FHIR has a code of its own or a text."
Context: Address.country, Address.use, ContactPoint.use, MedicationStatement.status, MessageHeader.response.code, Patient.gender, Person.gender, Practitioner.gender, Quantity.comparator, RelatedPerson.gender
* ^purpose = "Source: HIS 80601:2006; HIS 80517; HIS 80226; HIS 80704; HIS 80603."
* . 0..1
* value[x] 1..1
* value[x] only Coding

Extension: OriginalValue
Id: original-value
Title: "Original value"
Description: "How the value was written in the message, where that does not follow from the FHIR value."
Context: Element
* ^purpose = "Source: HIS 80601:2006; HIS 80517; HIS 80226; HIS 80704; HIS 80603."
* . 0..1
* value[x] 1..1
* value[x] only string

Extension: StatedTime
Id: stated-time
Title: "Stated time"
Description: "A start or end as the message states it, where a Period cannot hold it: an end before the start, or a time beside one of lesser precision that it cannot be compared with."
Context: Period.start, Period.end
* ^purpose = "Source: FHIR R4, Period, per-1; HIS 80415:2012, 3.3.2 (doubtful content is no ground for rejection)."
* . 0..1
* value[x] 1..1
* value[x] only dateTime

Extension: OriginalText
Id: original-text
Title: "Original text"
Description: "The text (attribute OT) that the code stands for in the sender’s record."
Context: Coding
* ^purpose = "Source: HIS 80601:2006; HIS 80517; HIS 80226; HIS 80704; HIS 80603."
* . 0..1
* value[x] 1..1
* value[x] only string

Extension: Assumed
Id: assumed
Title: "Assumed code system"
Description: "True when the message did not name the code system, and the one of its standard is assumed."
Context: Coding.system
* ^purpose = "Source: HIS 80601:2006; HIS 80517; HIS 80226; HIS 80704; HIS 80603."
* . 0..1
* value[x] 1..1
* value[x] only boolean

Extension: OriginalMarkup
Id: original-markup
Title: "Original markup"
Description: "The text with its markup, where FHIR’s narrative does not allow that markup."
Context: Narrative
* ^purpose = "Source: HIS 80226:2014."
* . 0..1
* value[x] 1..1
* value[x] only string

Extension: PlainText
Id: plain-text
Title: "Plain text"
Description: "The text of a narrative without markup, where characters are escaped in the narrative."
Context: Narrative
* ^purpose = "Source: HIS 80226:2014."
* . 0..1
* value[x] 1..1
* value[x] only string

Extension: UntranslatedGender
Id: untranslated-gender
Title: "Sex without a FHIR code"
Description: "The code of a sex that FHIR’s administrative gender has no code for."
Context: Patient, Person, Practitioner, RelatedPerson
* ^purpose = "Source: HIS 80601:2006; HIS 80517; HIS 80226; HIS 80704; HIS 80603; Volven 3101."
* . 0..1
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-3101 (extensible)

Extension: UntranslatedUse
Id: untranslated-use
Title: "Use without a FHIR code"
Description: "The type of an address or a telecom that FHIR’s use has no code for."
Context: Address, ContactPoint
* ^purpose = "Source: HIS 80601:2006; HIS 80517; HIS 80226; HIS 80704; HIS 80603; Volven 3401, 9061."
* . 0..1
* value[x] 1..1
* value[x] only Coding

Extension: UntranslatedStatus
Id: untranslated-status
Title: "Status without a FHIR code"
Description: "The status of a medication that FHIR’s status has no code for."
Context: MedicationStatement
* ^purpose = "Source: HIS 80601:2006; HIS 80517; HIS 80226; HIS 80704; HIS 80603; Volven 7307."
* . 0..1
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-7307 (extensible)

Extension: UntranslatedContentType
Id: untranslated-contentType
Title: "Content type without a MIME type"
Description: "The type of a file that is no MIME type."
Context: Attachment
* ^purpose = "Source: MimeType: HIS 80601:2006."
* . 0..1
* . ^alias[0] = "MimeType"
* value[x] 1..1
* value[x] only Coding
