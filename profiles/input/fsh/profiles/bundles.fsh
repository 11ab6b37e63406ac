Profile: MessageBundle
Parent: Bundle
Id: message-bundle
Title: "Message"
Description: "A decoded message: its header first, then what it tells."
* type = #message
* type ^requirements = "What came in, before it is mapped to what is stored."
* identifier 1..1
* identifier only BusinessIdentifier
* identifier ^requirements = "The message's own id: the same message again changes nothing."
* timestamp 1..1
* timestamp ^requirements = "When the message was made: what was told later counts more."
* insert EntryWithHead(header, ExchangeMessageHeader, [[Sender, receiver and function stand in a header as messages here have it.]])

Profile: PathwayTransaction
Parent: Bundle
Id: pathway-transaction
Title: "Transaction"
Description: "What a message or a report of a pathway becomes: committed whole or not at all."
* type = #transaction
* type ^requirements = "All of it is stored, or nothing is: half a pathway would be reported wrong."
* entry 1..*
* entry ^requirements = "An empty transaction stores nothing."
* entry.fullUrl 1..1
* entry.fullUrl ^requirements = "The entries refer to each other by it before they have addresses."
* entry.resource 1..1
* entry.resource ^requirements = "Mapping writes; it deletes nothing."

Profile: DocumentBundle
Parent: Bundle
Id: document-bundle
Title: "Document"
Description: "A clinical document as one whole, with all that it refers to."
* type = #document
* type ^requirements = "Signed and read as one whole."
* insert EntryWithHead(composition, ClinicalDocument, [[The document's own kind, patient and sections stand in a clinical document.]])
