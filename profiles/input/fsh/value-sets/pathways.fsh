ValueSet: PathwayEncounterClass
Id: pathway-encounter-class
Title: "Kontakttyper i forløp"
Description: "Where a contact of a pathway takes place: at the hospital overnight, at it by day, at home, or without meeting."
* $v3-ActCode#IMP "inpatient encounter"
* $v3-ActCode#AMB "ambulatory"
* $v3-ActCode#HH "home health"
* $v3-ActCode#VR "virtual"

ValueSet: MeasurementPointStatus
Id: measurement-point-status
Title: "Status for målepunkt"
Description: "A measurement point is due, registered, no longer expected, or was registered by mistake."
* $task-status#requested "Requested"
* $task-status#completed "Completed"
* $task-status#cancelled "Cancelled"
* $task-status#entered-in-error "Entered in Error"

ValueSet: MeasurementPointOutcome
Id: measurement-point-outcome
Title: "Utfall av målepunkt"
Description: "The outcomes of the events that have any: C, S, U, X and H (lists 9323, 9324, 9325, 9326 and 9328)."
* include codes from system urn:oid:2.16.578.1.12.4.1.1.9323
* include codes from system urn:oid:2.16.578.1.12.4.1.1.9324
* include codes from system urn:oid:2.16.578.1.12.4.1.1.9325
* include codes from system urn:oid:2.16.578.1.12.4.1.1.9326
* include codes from system urn:oid:2.16.578.1.12.4.1.1.9328

ValueSet: MessageFunction
Id: message-function
Title: "Meldingens funksjon"
Description: "What a message is for: list 8279, and the lists of older message versions (8263, 7315)."
* include codes from system urn:oid:2.16.578.1.12.4.1.1.8279
* include codes from system urn:oid:2.16.578.1.12.4.1.1.8263
* include codes from system urn:oid:2.16.578.1.12.4.1.1.7315

ValueSet: RoleOfParty
Id: role-of-party
Title: "Rolle til avsender og mottaker"
Description: "The role of a party in a message with the root element Message and in an acknowledgement: list 7301, and list 8112 in an acknowledgement of version 1.1."
* include codes from system urn:oid:2.16.578.1.12.4.1.1.7301
* include codes from system urn:oid:2.16.578.1.12.4.1.1.8112
