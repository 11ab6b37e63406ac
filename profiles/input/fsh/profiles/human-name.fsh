Profile: NorwegianHumanName
Parent: HumanName
Id: norwegian-human-name
Title: "Norwegian name"
Description: "A person's name as Norwegian law knows it: given name (fornavn), middle name (mellomnavn) and family name (etternavn)."
