// Identifiers of Norwegian persons and organisations (HL7 Norge, no-basis NamingSystems).
Alias: $fodselsnummer = urn:oid:2.16.578.1.12.4.1.4.1
Alias: $dnummer = urn:oid:2.16.578.1.12.4.1.4.2
Alias: $felles-hjelpenummer = urn:oid:2.16.578.1.12.4.1.4.3
Alias: $hpr-nummer = urn:oid:2.16.578.1.12.4.1.4.4
Alias: $organisasjonsnummer = urn:oid:2.16.578.1.12.4.1.4.101
Alias: $resh-id = urn:oid:2.16.578.1.12.4.1.4.102
Alias: $her-id = urn:oid:2.16.578.1.12.4.1.2

// Lists of Volven, by number.
Alias: $7426 = urn:oid:2.16.578.1.12.4.1.1.7426
Alias: $7704 = urn:oid:2.16.578.1.12.4.1.1.7704
Alias: $8327 = urn:oid:2.16.578.1.12.4.1.1.8327
Alias: $8406 = urn:oid:2.16.578.1.12.4.1.1.8406
Alias: $8432 = urn:oid:2.16.578.1.12.4.1.1.8432
Alias: $8451 = urn:oid:2.16.578.1.12.4.1.1.8451
Alias: $8455 = urn:oid:2.16.578.1.12.4.1.1.8455
Alias: $8624 = urn:oid:2.16.578.1.12.4.1.1.8624
Alias: $8628 = urn:oid:2.16.578.1.12.4.1.1.8628
Alias: $9034 = urn:oid:2.16.578.1.12.4.1.1.9034
Alias: $9060 = urn:oid:2.16.578.1.12.4.1.1.9060
Alias: $9321 = urn:oid:2.16.578.1.12.4.1.1.9321
Alias: $9322 = urn:oid:2.16.578.1.12.4.1.1.9322
Alias: $9327 = urn:oid:2.16.578.1.12.4.1.1.9327
Alias: $9602 = urn:oid:2.16.578.1.12.4.1.1.9602

// The value sets of all codes of a list.
Alias: $vs3402 = https://forlopsbro.no/fhir/ValueSet/volven-3402
Alias: $vs3403 = https://forlopsbro.no/fhir/ValueSet/volven-3403
Alias: $vs7426 = https://forlopsbro.no/fhir/ValueSet/volven-7426
Alias: $vs7704 = https://forlopsbro.no/fhir/ValueSet/volven-7704
Alias: $vs8406 = https://forlopsbro.no/fhir/ValueSet/volven-8406
Alias: $vs8432 = https://forlopsbro.no/fhir/ValueSet/volven-8432
Alias: $vs8451 = https://forlopsbro.no/fhir/ValueSet/volven-8451
Alias: $vs8455 = https://forlopsbro.no/fhir/ValueSet/volven-8455
Alias: $vs8624 = https://forlopsbro.no/fhir/ValueSet/volven-8624
Alias: $vs8628 = https://forlopsbro.no/fhir/ValueSet/volven-8628
Alias: $vs9034 = https://forlopsbro.no/fhir/ValueSet/volven-9034
Alias: $vs9060 = https://forlopsbro.no/fhir/ValueSet/volven-9060
Alias: $vs9148 = https://forlopsbro.no/fhir/ValueSet/volven-9148
Alias: $vs9321 = https://forlopsbro.no/fhir/ValueSet/volven-9321
Alias: $vs9322 = https://forlopsbro.no/fhir/ValueSet/volven-9322
Alias: $vs9327 = https://forlopsbro.no/fhir/ValueSet/volven-9327
Alias: $vs9602 = https://forlopsbro.no/fhir/ValueSet/volven-9602

// Code systems and value sets of HL7 and of this guide.
Alias: $v3-ActCode = http://terminology.hl7.org/CodeSystem/v3-ActCode
Alias: $task-status = http://hl7.org/fhir/task-status
Alias: $task-output = https://forlopsbro.no/fhir/CodeSystem/task-output
Alias: $family-relation = http://hl7.no/fhir/CodeSystem/no-basis-family-relation
Alias: $marital-status = http://hl7.no/fhir/CodeSystem/no-basis-marital-status
Alias: $parental-responsibility = http://hl7.no/fhir/CodeSystem/no-basis-parental-responsibility
Alias: $vs-family-relation = http://hl7.no/fhir/ValueSet/no-basis-family-relation
Alias: $vs-marital-status = http://hl7.no/fhir/ValueSet/no-basis-marital-status
Alias: $vs-parental-responsibility = http://hl7.no/fhir/ValueSet/no-basis-parental-responsibility
