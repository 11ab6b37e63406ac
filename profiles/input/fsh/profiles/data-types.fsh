Profile: NorwegianHumanName
Parent: HumanName
Id: norwegian-human-name
Title: "Norwegian name"
Description: "A person's name as Norwegian law knows it: given name (fornavn), middle name (mellomnavn) and family name (etternavn)."
* insert CompliesWith(no-basis-HumanName)
* extension contains NoBasisMiddleName named middleName 0..1
* extension[middleName] ^short = "Middle name (mellomnavn)"
* extension[middleName] ^requirements = "A name has at most one middle name, however many words it is; it counts neither as given nor as family name (no-basis)."
* family ^short = "Family name (etternavn)"
* given ^short = "Given name (fornavn), without the middle name"

Profile: NorwegianAddress
Parent: Address
Id: norwegian-address
Title: "Norwegian address"
Description: "An address with its municipality, and with the district of a town and the real property where they are known."
* insert CompliesWith(no-basis-Address)
* extension contains
    NoBasisAddressOfficial named official 0..1 and
    NoBasisUrbanDistrict named urbanDistrict 0..1 and
    NoBasisPropertyInformation named propertyInformation 0..*
* extension[official] ^requirements = "An address is in the population register or it is not (no-basis)."
* extension[urbanDistrict] ^requirements = "An address lies in one district (bydel) of its town (no-basis)."
* extension[propertyInformation] ^requirements = "gårdsnummer, bruksnummer and what else tells a property from its neighbours (no-basis)."
* city ^short = "Poststed"
* district ^short = "Municipality (kommune)"
* district.extension contains NoBasisMunicipalityCode named municipalityCode 0..1
* district.extension[municipalityCode] ^requirements = "The municipality's number says which service answers for the patient; an address lies in one (no-basis)."
* state ^short = "County (fylke)"

Profile: BusinessIdentifier
Parent: Identifier
Id: business-identifier
Title: "Business identifier"
Description: "An identifier by which the same thing is recognised when it is told of again."
* system 1..1
* system ^requirements = "No national identifier of pathways, measurement points or contacts exists: each sender has numbers of its own, and only with the issuer do they name one thing."
* value 1..1
* value ^requirements = "Without the number nothing can be recognised."
