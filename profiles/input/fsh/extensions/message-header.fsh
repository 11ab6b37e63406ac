// The envelope of a message (MsgHead, Message, AppRec).

Extension: Acknowledgement
Id: acknowledgement
Title: "Acknowledgement wanted"
Description: "Whether the sender wants an application acknowledgement, and when."
Context: MessageHeader
* ^purpose = "Source: Ack: HIS 80601:2006; Volven 7304."
* . 0..1
* . ^alias[0] = "Ack"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-7304 (extensible)

Extension: MessageStatus
Id: message-status
Title: "Message status"
Description: "What the message is for and from: a test, or an implementation that is approved or not."
Context: MessageHeader
* ^purpose = "Source: Status: HIS 80517:2014; HIS 80226:2014; Volven 8323."
* . 0..1
* . ^alias[0] = "Status"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8323 (extensible)

Extension: MessageVersion
Id: message-version
Title: "Message version"
Description: "The version of the message standard, as the message names it."
Context: MessageHeader
* ^purpose = "Source: MsgVersion: HIS 80517:2014; HIS 80226:2014."
* . 0..1
* . ^alias[0] = "MsgVersion"
* value[x] 1..1
* value[x] only string

Extension: ImplementationVersion
Id: implementation-version
Title: "Implementation guide version"
Description: "The version of the implementation guide (MIGversion) that the message follows."
Context: MessageHeader
* ^purpose = "Source: MIGversion: HIS 80601:2006; HIS 80415:2012."
* . 0..1
* . ^alias[0] = "MIGversion"
* value[x] 1..1
* value[x] only string

Extension: ProcessingStatus
Id: processing-status
Title: "Processing status"
Description: "Whether the message is for production, for training or for debugging."
Context: MessageHeader
* ^purpose = "Source: ProcessingStatus: HIS 80601:2006; Volven 8113."
* . 0..1
* . ^alias[0] = "ProcessingStatus"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8113 (extensible)

Extension: RequestedPriority
Id: requested-priority
Title: "Requested priority of the answer"
Description: "How urgently the sender wants an answer."
Context: MessageHeader
* ^purpose = "Source: RequestedPriority: HIS 80601:2006; Volven 8115."
* . 0..1
* . ^alias[0] = "RequestedPriority"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8115 (extensible)

Extension: CommunicationMethod
Id: communication-method
Title: "Communication method"
Description: "How the party wants to be reached."
Context: MessageHeader.destination, MessageHeader.source
* ^purpose = "Source: ComMethod: HIS 80601:2006; Volven 8235."
* . 0..1
* . ^alias[0] = "ComMethod"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8235 (extensible)

Extension: ReceiverRole
Id: receiver-role
Title: "Role of a receiver"
Description: "Whether the message was sent to the receiver for action or as a copy."
Context: MessageHeader.destination
* ^purpose = "Source: RoleReceiver: HIS 80601:2006; Volven 8112."
* . 0..1
* . ^alias[0] = "RoleReceiver"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8112 (extensible)

Extension: PartyRole
Id: party-role
Title: "Role of a party"
Description: "The role of the sender or receiver of an acknowledgement, or of a party in a discharge letter."
Context: MessageHeader.destination, MessageHeader.source, PractitionerRole
* ^purpose = "Source: Role: HIS 80415:2012; HIS 80226:2014; Volven 7301 and 8112. The code AVS for the receiver of an acknowledgement is in neither list, so it stands without system."
* . 0..1
* . ^alias[0] = "Role"
* value[x] 1..1
* value[x] only Coding
* value[x] from RoleOfParty (preferred)

Extension: CopyRole
Id: copy-role
Title: "Role of a copy receiver"
Description: "What kind of message a copy receiver gets, and by which method."
Context: MessageHeader.destination
* ^purpose = "Source: CopyDestRole: HIS 80517:2014; HIS 80226:2014."
* . 0..*
* . ^alias[0] = "CopyDestRole"
* extension contains
    messageType 0..1 and
    requestedMethod 0..1 and
    actualMethod 0..1
* extension[messageType] ^short = "Message type (MsgType, list 8279 or 8263)"
* extension[messageType].value[x] 1..1
* extension[messageType].value[x] only Coding
* extension[requestedMethod] ^short = "Requested method (ReqComMethod, list 8235)"
* extension[requestedMethod].value[x] 1..1
* extension[requestedMethod].value[x] only Coding
* extension[requestedMethod].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8235 (extensible)
* extension[actualMethod] ^short = "Actual method (ActComMethod, list 8235)"
* extension[actualMethod].value[x] 1..1
* extension[actualMethod].value[x] only Coding
* extension[actualMethod].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8235 (extensible)

Extension: Receiver
Id: receiver
Title: "Person who receives a copy"
Description: "The person who receives a copy and is neither an organisation nor a professional: a patient or somebody else."
Context: MessageHeader.destination
* ^purpose = "Source: Person, Patient: HIS 80601:2006."
* . 0..1
* . ^alias[0] = "Person"
* . ^alias[1] = "Patient"
* value[x] 1..1
* value[x] only Reference(Patient or Person)

Extension: Professional
Id: professional
Title: "Professional beside an inner organisation"
Description: "On an organisation that has both an organisation and a professional inside: the professional."
Context: Organization
* ^purpose = "Source: HealthcareProfessional: HIS 80601:2006; HIS 1153:2016."
* . 0..1
* . ^alias[0] = "HealthcareProfessional"
* value[x] 1..1
* value[x] only Reference(PractitionerRole)

Extension: ConversationReference
Id: conversation-reference
Title: "Conversation reference"
Description: "The conversation that the message belongs to: its first message and the one that this follows."
Context: MessageHeader
* ^purpose = "Source: ConversationRef: HIS 80601:2006; HITS 1218:2019."
* . 0..1
* . ^alias[0] = "ConversationRef"
* extension contains
    parent 0..1 and
    conversation 0..1
* extension[parent] ^short = "Parent (RefToParent)"
* extension[parent].value[x] 1..1
* extension[parent].value[x] only string
* extension[conversation] ^short = "Conversation (RefToConversation)"
* extension[conversation].value[x] 1..1
* extension[conversation].value[x] only string

Extension: OriginalType
Id: original-type
Title: "Type of the acknowledged message"
Description: "The type of the message that is acknowledged."
Context: MessageHeader.response
* ^purpose = "Source: MsgType: HIS 80415:2012, 4.4; Volven 8279."
* . 0..1
* . ^alias[0] = "MsgType"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8279 (preferred)

Extension: OriginalDate
Id: original-date
Title: "Time of the acknowledged message"
Description: "When the message that is acknowledged was made."
Context: MessageHeader.response
* ^purpose = "Source: IssueDate: HIS 80415:2012, 4.4."
* . 0..1
* . ^alias[0] = "IssueDate"
* value[x] 1..1
* value[x] only dateTime

Extension: UnmappedContent
Id: unmapped-content
Title: "Unmapped content"
Description: "Content of a message that no mapping has a home for, in the order of the message: pairs of path and value."
Context: MessageHeader
* ^purpose = "Source: any message standard; the path names the element."
* . 0..1
* extension contains
    content 1..*
* extension[content] ^short = "One text or attribute"
* extension[content].extension contains
    path 1..1 and
    value 1..1 and
    namespace 0..1
* extension[content].extension[path] ^short = "Place in the message: an XPath with namespaces, an attribute as /@name"
* extension[content].extension[path].value[x] 1..1
* extension[content].extension[path].value[x] only string
* extension[content].extension[value] ^short = "The text, or the value of the attribute"
* extension[content].extension[value].value[x] 1..1
* extension[content].extension[value].value[x] only string
* extension[content].extension[namespace] ^short = "Of a name with a prefix (xsi:type): the namespace that the prefix stood for"
* extension[content].extension[namespace].value[x] 1..1
* extension[content].extension[namespace].value[x] only uri

Extension: Signature
Id: signature
Title: "Signature"
Description: "The XML signature of the message, as it was sent: it is carried, and no longer holds once the message is written anew."
Context: MessageHeader
* ^purpose = "Source: Signature: HIS 80601:2006."
* . 0..1
* . ^alias[0] = "Signature"
* value[x] 1..1
* value[x] only string
