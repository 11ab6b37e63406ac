// What meets the profile meets the named profile of no-basis too.
RuleSet: CompliesWith(profile)
* ^extension[0].url = "http://hl7.org/fhir/StructureDefinition/structuredefinition-compliesWithProfile"
* ^extension[0].valueCanonical = "http://hl7.no/fhir/StructureDefinition/{profile}"

// Identifiers are told apart by who issued them.
RuleSet: IdentifiersBySystem
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open

RuleSet: IdentifierOf(slice, system, short, reason)
* identifier[{slice}] ^short = "{short}"
* identifier[{slice}] ^requirements = "{reason}"
* identifier[{slice}].system 1..1
* identifier[{slice}].system = {system}
* identifier[{slice}].system ^requirements = "The one system by which no-basis knows this number."
* identifier[{slice}].value 1..1
* identifier[{slice}].value ^requirements = "A register's name without the number in it identifies nobody (no-basis)."

// Concepts are told apart by a coding of a list in them.
RuleSet: ConceptsByList(element)
* {element} ^slicing.discriminator.type = #pattern
* {element} ^slicing.discriminator.path = "$this"
* {element} ^slicing.rules = #open

RuleSet: ConceptOf(element, slice, system, short, reason)
* {element}[{slice}] ^patternCodeableConcept.coding.system = "{system}"
* {element}[{slice}] ^short = "{short}"
* {element}[{slice}] ^requirements = "{reason}"

// The same as no-basis does it: by the system of the coding.
RuleSet: ConceptsByCodingSystem(element)
* {element} ^slicing.discriminator.type = #value
* {element} ^slicing.discriminator.path = "coding.system"
* {element} ^slicing.rules = #open

RuleSet: ConceptOfCodingSystem(element, slice, system, short, reason)
* {element}[{slice}] ^short = "{short}"
* {element}[{slice}] ^requirements = "{reason}"
* {element}[{slice}].coding.system = {system}
* {element}[{slice}].coding.system ^requirements = "The system by which the list is known."

RuleSet: CodingsBySystem(element)
* {element} ^slicing.discriminator.type = #value
* {element} ^slicing.discriminator.path = "system"
* {element} ^slicing.rules = #open

RuleSet: CodingOf(element, slice, system, short, reason)
* {element}[{slice}] ^short = "{short}"
* {element}[{slice}] ^requirements = "{reason}"
* {element}[{slice}].system 1..1
* {element}[{slice}].system = {system}
* {element}[{slice}].system ^requirements = "The system by which the list is known."
* {element}[{slice}].code 1..1
* {element}[{slice}].code ^requirements = "A list's name without a code in it says nothing."

// The first entry of a message or a document is of one type, which the base definition demands; it meets our profile too.
RuleSet: EntryWithHead(slice, profile, reason)
* entry 1..*
* entry ^slicing.discriminator.type = #type
* entry ^slicing.discriminator.path = "resource"
* entry ^slicing.rules = #open
* entry contains {slice} 1..1
* entry[{slice}].resource 1..1
* entry[{slice}].resource only {profile}
* entry[{slice}] ^requirements = "{reason}"
* entry[{slice}].resource ^requirements = "{reason}"
