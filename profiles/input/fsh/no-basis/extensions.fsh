// Extensions of HL7 Norge (no-basis), stated here as far as these profiles use them, so that whoever has this package
// alone can judge a Norwegian name and address. Their canonical URLs are HL7 Norge's.

Extension: NoBasisMiddleName
Id: no-basis-middlename
Title: "Middle name (no-basis)"
Description: "Mellomnavn: the part of a Norwegian name between the given name and the family name, which law counts to neither."
Context: HumanName
* ^url = "http://hl7.no/fhir/StructureDefinition/no-basis-middlename"
* url = "http://hl7.no/fhir/StructureDefinition/no-basis-middlename" (exactly)
* value[x] only string
* value[x] ^requirements = "A name is text (no-basis)."

Extension: NoBasisMunicipalityCode
Id: no-basis-municipalitycode
Title: "Municipality number (no-basis)"
Description: "Kommunenummer: the municipality of an address as a code, beside its name."
Context: Address.district
* ^url = "http://hl7.no/fhir/StructureDefinition/no-basis-municipalitycode"
* url = "http://hl7.no/fhir/StructureDefinition/no-basis-municipalitycode" (exactly)
* value[x] only Coding
* value[x] ^requirements = "A number of the official list, with its name (no-basis; list 3402)."

Extension: NoBasisUrbanDistrict
Id: no-basis-urban-district
Title: "Urban district (no-basis)"
Description: "Bydel: the district of a town, where the town has any."
Context: Address, Patient, Person, Practitioner
* ^url = "http://hl7.no/fhir/StructureDefinition/no-basis-urban-district"
* url = "http://hl7.no/fhir/StructureDefinition/no-basis-urban-district" (exactly)
* value[x] only Coding
* value[x] from $vs3403 (required)
* value[x] ^requirements = "Districts are numbered in list 3403 (no-basis)."

Extension: NoBasisAddressOfficial
Id: no-basis-address-official
Title: "Official address (no-basis)"
Description: "Whether the address is the one that the population register holds."
Context: Address
* ^url = "http://hl7.no/fhir/StructureDefinition/no-basis-address-official"
* url = "http://hl7.no/fhir/StructureDefinition/no-basis-address-official" (exactly)
* value[x] only boolean
* value[x] ^requirements = "Yes or no (no-basis)."

Extension: NoBasisPropertyInformation
Id: no-basis-propertyinformation
Title: "Property (no-basis)"
Description: "The real property of an address: gårdsnummer, bruksnummer, festenummer, seksjonsnummer and the municipality in which they count."
Context: Address
* ^url = "http://hl7.no/fhir/StructureDefinition/no-basis-propertyinformation"
* url = "http://hl7.no/fhir/StructureDefinition/no-basis-propertyinformation" (exactly)
* extension contains
    cadastralUnitNumber 0..1 and
    propertyUnitNumber 0..1 and
    leaseholdNumber 0..* and
    condominiumUnitNumber 0..* and
    municipality 0..*
* extension[cadastralUnitNumber] ^short = "Gårdsnummer"
* extension[cadastralUnitNumber] ^requirements = "A property has one (no-basis)."
* extension[cadastralUnitNumber].value[x] only integer
* extension[propertyUnitNumber] ^short = "Bruksnummer"
* extension[propertyUnitNumber] ^requirements = "A property has one (no-basis)."
* extension[propertyUnitNumber].value[x] only integer
* extension[leaseholdNumber] ^short = "Festenummer"
* extension[leaseholdNumber] ^requirements = "A number (no-basis)."
* extension[leaseholdNumber].value[x] only integer
* extension[condominiumUnitNumber] ^short = "Seksjonsnummer"
* extension[condominiumUnitNumber] ^requirements = "A number (no-basis)."
* extension[condominiumUnitNumber].value[x] only integer
* extension[municipality] ^short = "Kommune"
* extension[municipality] ^requirements = "The numbers of a property count within a municipality (no-basis; list 3402)."
* extension[municipality].value[x] only Coding
* extension[municipality].value[x] from $vs3402 (required)
