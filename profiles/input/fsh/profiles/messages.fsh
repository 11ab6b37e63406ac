Profile: CareCommunication
Parent: Communication
Id: care-communication
Title: "Dialogue or notification"
Description: "A question, an answer or a notification about a patient between those who give care."
* subject 1..1
* subject only Reference(Patient)
* subject ^requirements = "It goes into that patient's record; without a patient it belongs nowhere."
* payload 1..*
* payload ^requirements = "A message without content tells nothing."

Profile: ClinicalDocument
Parent: Composition
Id: clinical-document
Title: "Clinical document"
Description: "A discharge letter, a crisis plan, an individual plan or another document of a kind that list 9602 names."
* insert CompliesWith(no-basis-Composition)
* type from $vs9602 (required)
* type ^requirements = "Documents are filed by list 9602 (no-basis)."
* subject 1..1
* subject only Reference(Patient)
* subject ^requirements = "It goes into that patient's record."

Profile: MessageDocument
Parent: Composition
Id: message-document
Title: "Content of a message"
Description: "A discharge letter or a care report as a message carries it, named by the function of its message."
* subject 1..1
* subject only Reference(Patient)
* subject ^requirements = "It goes into that patient's record."

Profile: ClinicalDocumentReference
Parent: DocumentReference
Id: clinical-document-reference
Title: "Document"
Description: "A document that came with a message, or the message itself as it was received."
* insert CompliesWith(no-basis-DocumentReference)
* type from $vs9602 (required)
* type ^requirements = "Documents are filed by list 9602 (no-basis)."
* content 1..1
* content ^requirements = "One document a reference: each is kept byte for byte and has a digest of its own."

Profile: ExchangeProvenance
Parent: Provenance
Id: exchange-provenance
Title: "Origin"
Description: "Who told of something, when, and in which message."
* agent 1..1
* agent ^requirements = "What is told has one sender, who answers for it; further people stand in what was told."
* agent.who only Reference(Organization or PractitionerRole or Practitioner or Device)
* agent.who ^requirements = "A sender of messages is an organisation, a professional in it, or their system; patients and next of kin send none."
* entity.role = #source
* entity.role ^requirements = "The message, as it was received, is the source of what was made of it."

Profile: ExchangeMessageHeader
Parent: MessageHeader
Id: exchange-message-header
Title: "Message header"
Description: "Sender, receivers and function of a message. Its endpoints are HER-ids."
* event[x] only Coding
* event[x] from MessageFunction (extensible)
* event[x] ^requirements = "A message is known by its function in list 8279; older versions have lists of their own."
* sender 1..1
* sender only Reference(Organization or PractitionerRole)
* sender ^requirements = "Somebody answers for the message, and is acknowledged."
* source.endpoint obeys message-endpoint
* source.endpoint ^requirements = "The acknowledgement goes to the sender's HER-id."
* destination 1..*
* destination ^requirements = "A message to nobody is not sent."
* destination.receiver 1..1
* destination.receiver ^requirements = "An endpoint says where; who is meant there stands here."
