Profile: NorwegianPatient
Parent: Patient
Id: norwegian-patient
Title: "Norwegian patient"
Description: "A patient with Norwegian identifiers, name and address. A newborn or an unidentified patient has a number of the hospital's own instead."
* insert CompliesWith(no-basis-Patient)
* insert IdentifiersBySystem
* identifier contains FNR 0..* and DNR 0..* and FHN 0..* and HNR 0..*
* insert IdentifierOf(FNR, $fodselsnummer, Fødselsnummer, [[The number of a resident; the key by which all services mean the same patient (no-basis).]])
* insert IdentifierOf(DNR, $dnummer, D-nummer, [[The number of someone who is in the register without residing (no-basis).]])
* insert IdentifierOf(FHN, $felles-hjelpenummer, Felles hjelpenummer, [[The number of someone whose own number is unknown; shared between hospitals (no-basis).]])
// As no-basis has it. Its system is no absolute URI, so that no valid resource can match the slice: an H-number is
// written with type (list 8327, HNR) and assigner, and without a system.
* identifier[HNR] ^short = "H-nummer, as no-basis has it"
* identifier[HNR] ^requirements = "The number that one hospital has given to someone whose own number is unknown (no-basis)."
* identifier[HNR].type.coding.system 1..1
* identifier[HNR].type.coding.system = $8327
* identifier[HNR].type.coding.system ^requirements = "The type tells an H-number from the hospital's other numbers (no-basis)."
* identifier[HNR].type.coding.code 1..1
* identifier[HNR].type.coding.code = #HNR
* identifier[HNR].type.coding.code ^requirements = "The type tells an H-number from the hospital's other numbers (no-basis)."
* identifier[HNR].system = "HNR"
* identifier[HNR].value 1..1
* identifier[HNR].value ^requirements = "Without the number it identifies nobody (no-basis)."
* identifier[HNR].assigner 1..1
* identifier[HNR].assigner ^requirements = "It is unique within the hospital that gave it (no-basis)."
* name only NorwegianHumanName
* name ^requirements = "A middle name is told apart from the given name (no-basis)."
* address only NorwegianAddress
* address ^requirements = "The municipality decides who cooperates about the patient (no-basis)."
* contact.name only NorwegianHumanName
* contact.name ^requirements = "As the patient's own name (no-basis)."
* contact.address only NorwegianAddress
* contact.address ^requirements = "As the patient's own address (no-basis)."

Profile: NorwegianRelatedPerson
Parent: RelatedPerson
Id: norwegian-related-person
Title: "Norwegian next of kin"
Description: "A next of kin (pårørende), a guardian, or a child or minor sibling who may need information and follow-up."
* insert CompliesWith(no-basis-RelatedPerson)
* extension contains NearestNextOfKin named nearestNextOfKin 0..1
* extension[nearestNextOfKin] ^requirements = "One is the nearest next of kin or is not: two answers contradict each other."
* insert IdentifiersBySystem
* identifier contains FNR 0..* and DNR 0..*
* insert IdentifierOf(FNR, $fodselsnummer, Fødselsnummer, [[The number of a resident (no-basis).]])
* insert IdentifierOf(DNR, $dnummer, D-nummer, [[The number of someone who is in the register without residing (no-basis).]])
* insert ConceptsByCodingSystem(relationship)
* relationship contains maritalStatus 0..* and familyRelation 0..* and parentalResponsibility 0..*
* insert ConceptOfCodingSystem(relationship, maritalStatus, $marital-status, Marital status in the population register, [[Only the register's own codes mean what the register says (no-basis).]])
* relationship[maritalStatus] from $vs-marital-status (required)
* insert ConceptOfCodingSystem(relationship, familyRelation, $family-relation, Family relation in the population register, [[Only the register's own codes mean what the register says (no-basis).]])
* relationship[familyRelation] from $vs-family-relation (required)
* insert ConceptOfCodingSystem(relationship, parentalResponsibility, $parental-responsibility, Parental responsibility in the population register, [[Only the register's own codes mean what the register says (no-basis).]])
* relationship[parentalResponsibility] from $vs-parental-responsibility (required)
* name only NorwegianHumanName
* name ^requirements = "A middle name is told apart from the given name (no-basis)."
* address only NorwegianAddress
* address ^requirements = "The municipality tells which service can follow up a minor (no-basis)."

Profile: NorwegianPractitioner
Parent: Practitioner
Id: norwegian-practitioner
Title: "Norwegian health professional"
Description: "A health professional, known by the number in the register of health personnel (HPR)."
* insert CompliesWith(no-basis-Practitioner)
* insert IdentifiersBySystem
* identifier contains HPR 0..* and FNR 0..* and DNR 0..*
* insert IdentifierOf(HPR, $hpr-nummer, HPR-nummer, [[The number of the authorisation: the same in every service (no-basis).]])
* insert IdentifierOf(FNR, $fodselsnummer, Fødselsnummer, [[The number of a resident (no-basis).]])
* insert IdentifierOf(DNR, $dnummer, D-nummer, [[The number of someone who is in the register without residing (no-basis).]])
* name only NorwegianHumanName
* name ^requirements = "A middle name is told apart from the given name (no-basis)."
* address only NorwegianAddress
* address ^requirements = "One form for all Norwegian addresses (no-basis)."
* insert CodingsBySystem(qualification.code.coding)
* qualification.code.coding contains category 0..* and approval 0..* and speciality 0..*
* insert CodingOf(qualification.code.coding, category, $9060, Kategori helsepersonell, [[The authorised profession (no-basis; list 9060).]])
* qualification.code.coding[category] from $vs9060 (preferred)
* insert CodingOf(qualification.code.coding, approval, $7704, Godkjenning, [[The kind of authorisation (no-basis; list 7704).]])
* qualification.code.coding[approval] from $vs7704 (preferred)
* insert CodingOf(qualification.code.coding, speciality, $7426, Spesialitet, [[An approved speciality (no-basis; list 7426).]])
* qualification.code.coding[speciality] from $vs7426 (preferred)

Profile: NorwegianPractitionerRole
Parent: PractitionerRole
Id: norwegian-practitioner-role
Title: "Norwegian health professional's role"
Description: "What a health professional is to a patient, and where: forløpskoordinator, kommunal koordinator, fastlege, behandlingsansvarlig, henviser."
* insert CompliesWith(no-basis-PractitionerRole)
* insert ConceptsByCodingSystem(code)
* code contains function 0..*
* insert ConceptOfCodingSystem(code, function, $9034, Rolle i forhold til pasient, [[Roles that list 9034 has a code for are named by it (no-basis).]])
* code[function] from $vs9034 (preferred)
* code[function].coding.system 1..1
* code[function].coding.code 1..1
* code[function].coding.code ^requirements = "A list's name without a code in it says nothing (no-basis)."
* insert ConceptsByCodingSystem(specialty)
* specialty contains discipline 0..*
* insert ConceptOfCodingSystem(specialty, discipline, $8451, Fagområde, [[The field in which the professional works (no-basis; list 8451).]])
* specialty[discipline] from $vs8451 (preferred)
* specialty[discipline].coding.system 1..1
* specialty[discipline].coding.code 1..1
* specialty[discipline].coding.code ^requirements = "A list's name without a code in it says nothing (no-basis)."

Profile: NorwegianOrganization
Parent: Organization
Id: norwegian-organization
Title: "Norwegian organisation"
Description: "A trust, a unit of one, a municipality or one of its services, a general practice."
* insert CompliesWith(no-basis-Organization)
* insert IdentifiersBySystem
* identifier contains ENH 0..* and RSH 0..* and HER 0..*
* insert IdentifierOf(ENH, $organisasjonsnummer, Organisasjonsnummer, [[The number in Enhetsregisteret (no-basis).]])
* insert IdentifierOf(RSH, $resh-id, RESH-id, [[The number of a unit of the specialist health service (no-basis).]])
* insert IdentifierOf(HER, $her-id, HER-id, [[The address for messages: a sender and a receiver are known by it.]])
* insert ConceptsByCodingSystem(type)
* type contains level 0..* and designation 0..*
* insert ConceptOfCodingSystem(type, level, $8628, Organisatorisk nivå, [[Where in its trust a unit stands (no-basis; list 8628).]])
* type[level] from $vs8628 (required)
* type[level].coding.system 1..1
* type[level].coding.code 1..1
* type[level].coding.code ^requirements = "A list's name without a code in it says nothing (no-basis)."
* insert ConceptOfCodingSystem(type, designation, $8624, Organisatorisk betegnelse, [[What kind of unit it is (no-basis; list 8624).]])
* type[designation] from $vs8624 (required)
* type[designation].coding.system 1..1
* type[designation].coding.code 1..1
* type[designation].coding.code ^requirements = "A list's name without a code in it says nothing (no-basis)."
* address only NorwegianAddress
* address ^requirements = "A municipality's service is found by the municipality's number (no-basis)."
* contact.address only NorwegianAddress
* contact.address ^requirements = "One form for all Norwegian addresses (no-basis)."
