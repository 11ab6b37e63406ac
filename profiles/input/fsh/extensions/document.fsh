// Documents that a message carries or refers to.

Extension: DocumentConnection
Id: document-connection
Title: "Connection of a document"
Description: "How the document is connected with the message: main document, covering letter or attachment."
Context: DocumentReference
* ^purpose = "Source: DocumentConnection: HIS 80601:2006; Volven 4702."
* . 0..1
* . ^alias[0] = "DocumentConnection"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-4702 (extensible)

Extension: DocumentConsent
Id: document-consent
Title: "Consent to sharing a document"
Description: "Consent to the sharing of the document with the receiver."
Context: DocumentReference
* ^purpose = "Source: Consent: HIS 80601:2006; Volven 3109."
* . 0..1
* . ^alias[0] = "Consent"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-3109 (extensible)

Extension: DocumentReferenceType
Id: document-reference-type
Title: "Type of a referred document"
Description: "What kind of document the message refers to."
Context: DocumentReference
* ^purpose = "Source: MsgType: HIS 80601:2006; Volven 8114, 8263."
* . 0..1
* . ^alias[0] = "MsgType"
* value[x] 1..1
* value[x] only Coding

Extension: OidReference
Id: oid-reference
Title: "OID of a referred document"
Description: "Reference to the document by an OID."
Context: DocumentReference
* ^purpose = "Source: OidRef: HIS 80601:2006."
* . 0..1
* . ^alias[0] = "OidRef"
* value[x] 1..1
* value[x] only string

Extension: EnquiryReference
Id: enquiry-reference
Title: "Enquiry reference"
Description: "Identifier of the enquiry that the document answers."
Context: DocumentReference
* ^purpose = "Source: EnquiryRefId: HIS 80601:2006."
* . 0..1
* . ^alias[0] = "EnquiryRefId"
* value[x] 1..1
* value[x] only string

Extension: Compression
Id: compression
Title: "Compression"
Description: "How the content of the attachment is compressed."
Context: Attachment
* ^purpose = "Source: Compression: HIS 80601:2006; Volven 1204."
* . 0..1
* . ^alias[0] = "Compression"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-1204 (extensible)

Extension: FileReference
Id: file-reference
Title: "File reference"
Description: "Where the file is found that the document refers to."
Context: Attachment
* ^purpose = "Source: FileReference: HIS 80601:2006."
* . 0..1
* . ^alias[0] = "FileReference"
* value[x] 1..1
* value[x] only uri

Extension: Booking
Id: booking
Title: "Booking"
Description: "An appointment that was booked for the patient, and where."
Context: DocumentReference
* ^purpose = "Source: Booking: HIS 80517:2005."
* . 0..1
* . ^alias[0] = "Booking"
* extension contains
    name 0..1 and
    id 0..1 and
    idType 0..1 and
    appointment 0..1 and
    SubOrganisation named unit 0..1
* extension[name] ^short = "Name (Name)"
* extension[name].value[x] 1..1
* extension[name].value[x] only string
* extension[id] ^short = "Id (Id)"
* extension[id].value[x] 1..1
* extension[id].value[x] only string
* extension[idType] ^short = "Id type (TypeId)"
* extension[idType].value[x] 1..1
* extension[idType].value[x] only string
* extension[appointment] ^short = "Appointment (Appointment)"
* extension[appointment].extension contains
    start 1..1 and
    end 1..1 and
    resource 0..1 and
    index 1..1 and
    service 0..1
* extension[appointment].extension[start] ^short = "Start (StartDateTime)"
* extension[appointment].extension[start].value[x] 1..1
* extension[appointment].extension[start].value[x] only dateTime
* extension[appointment].extension[end] ^short = "End (EndDateTime)"
* extension[appointment].extension[end].value[x] 1..1
* extension[appointment].extension[end].value[x] only dateTime
* extension[appointment].extension[resource] ^short = "Resource (ResourceId)"
* extension[appointment].extension[resource].value[x] 1..1
* extension[appointment].extension[resource].value[x] only string
* extension[appointment].extension[index] ^short = "Index (Index)"
* extension[appointment].extension[index].value[x] 1..1
* extension[appointment].extension[index].value[x] only integer
* extension[appointment].extension[service] ^short = "Service (Service, list 8264)"
* extension[appointment].extension[service].value[x] 1..1
* extension[appointment].extension[service].value[x] only Coding
* extension[appointment].extension[service].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8264 (extensible)
* extension[unit] ^short = "Unit inside (SubOrg)"

Extension: SubOrganisation
Id: sub-organisation
Title: "Unit below an organisation"
Description: "A unit inside the organisation where an appointment was booked, with further units inside."
* ^context[0].type = #extension
* ^context[=].expression = "https://forlopsbro.no/fhir/StructureDefinition/booking"
* ^context[+].type = #extension
* ^context[=].expression = "https://forlopsbro.no/fhir/StructureDefinition/sub-organisation"
* ^purpose = "Source: SubOrg: HIS 80517:2005."
* . 0..1
* . ^alias[0] = "SubOrg"
* extension contains
    name 0..1 and
    id 0..1 and
    idType 0..1 and
    SubOrganisation named unit 0..1
* extension[name] ^short = "Name (Name)"
* extension[name].value[x] 1..1
* extension[name].value[x] only string
* extension[id] ^short = "Id (Id)"
* extension[id].value[x] 1..1
* extension[id].value[x] only string
* extension[idType] ^short = "Id type (TypeId)"
* extension[idType].value[x] 1..1
* extension[idType].value[x] only string
* extension[unit] ^short = "Unit inside (SubOrg)"
