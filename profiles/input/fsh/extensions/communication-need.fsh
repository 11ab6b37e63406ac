// Needs in communication.

Extension: HearingImpairment
Id: hearing-impairment
Title: "Hearing impairment"
Description: "Whether the person has impaired hearing."
Context: Flag
* ^purpose = "Source: Horselsvikt, IsDeaf: HIS 80517:2017; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Horselsvikt"
* . ^alias[1] = "IsDeaf"
* value[x] 1..1
* value[x] only boolean

Extension: VisualImpairment
Id: visual-impairment
Title: "Visual impairment"
Description: "Whether the person has impaired sight."
Context: Flag
* ^purpose = "Source: Synsvikt, IsBlind: HIS 80517:2017; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Synsvikt"
* . ^alias[1] = "IsBlind"
* value[x] 1..1
* value[x] only boolean

Extension: InterpreterLanguage
Id: interpreter-language
Title: "Interpreter language"
Description: "The language in which an interpreter is needed."
Context: Flag
* ^purpose = "Source: BehovTolkSprak, Language: HIS 80517:2017; HIS 80704:2014; Volven 3303."
* . 0..1
* . ^alias[0] = "BehovTolkSprak"
* . ^alias[1] = "Language"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-3303 (preferred)

Extension: PreferredInterpreter
Id: preferred-interpreter
Title: "Preferred interpreter"
Description: "The interpreter whom the person prefers."
Context: Flag
* ^purpose = "Source: PreferertTolk: HIS 80517:2017; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "PreferertTolk"
* value[x] 1..1
* value[x] only Reference(Person)

Extension: PreferredInterpreterNumber
Id: preferred-interpreter-number
Title: "Number of the preferred interpreter"
Description: "The interpreter whom the person prefers, by the number in the message."
Context: Flag
* ^purpose = "Source: PreferredTranslator: HIS 80517:2005."
* . 0..1
* . ^alias[0] = "PreferredTranslator"
* value[x] 1..1
* value[x] only integer

Extension: PersonInNeed
Id: person-in-need
Title: "Person in need of an interpreter"
Description: "The person who needs an interpreter, where that is not the patient."
Context: Flag
* ^purpose = "Source: PersonTolkebehov: HIS 80517:2017; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "PersonTolkebehov"
* value[x] 1..1
* value[x] only Reference(RelatedPerson)

Extension: PersonInNeedNumber
Id: person-in-need-number
Title: "Number of the person in need"
Description: "The person who needs an interpreter, by the number in the message."
Context: Flag
* ^purpose = "Source: Person: HIS 80517:2005."
* . 0..1
* . ^alias[0] = "Person"
* value[x] 1..1
* value[x] only integer

Extension: StatedBy
Id: stated-by
Title: "Stated by"
Description: "Who stated the reservation."
Context: Flag
* ^purpose = "Source: FramsattAv: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "FramsattAv"
* value[x] 1..1
* value[x] only Reference

Extension: WithdrawnBy
Id: withdrawn-by
Title: "Withdrawn by"
Description: "Who withdrew the reservation."
Context: Flag
* ^purpose = "Source: TrukketTilbakeAv: HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "TrukketTilbakeAv"
* value[x] 1..1
* value[x] only Reference
