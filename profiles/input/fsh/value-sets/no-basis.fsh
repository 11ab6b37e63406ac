// Relationships of the population register, as no-basis codes them.

ValueSet: NorwegianFamilyRelation
Id: norwegian-family-relation
Title: "Familierelasjon i Folkeregisteret"
Description: "How two persons are related in the population register (codes of no-basis)."
* $family-relation#mor "Mor"
* $family-relation#far "Far"
* $family-relation#medmor "Medmor"
* $family-relation#barn "Barn"
* $family-relation#søsken "Søsken"
* $family-relation#ektefelleEllerPartner "Ektefelle eller partner"
* $family-relation#dødfødtBarn "Dødfødt barn"

ValueSet: NorwegianMaritalStatus
Id: norwegian-marital-status
Title: "Sivilstand i Folkeregisteret"
Description: "Marital status in the population register (codes of no-basis)."
* $marital-status#uoppgitt "Uoppgitt"
* $marital-status#ugift "Ugift"
* $marital-status#gift "Gift"
* $marital-status#enkeEllerEnkemann "Enke eller enkemann"
* $marital-status#skilt "Skilt"
* $marital-status#separert "Separert"
* $marital-status#registrertPartner "Registrert partner"
* $marital-status#separertPartner "Separert partner"
* $marital-status#skiltPartner "Skilt partner"
* $marital-status#gjenlevende_partner "Gjenlevende partner"

ValueSet: NorwegianParentalResponsibility
Id: norwegian-parental-responsibility
Title: "Foreldreansvar i Folkeregisteret"
Description: "Who has parental responsibility by the population register (codes of no-basis)."
* $parental-responsibility#felles "Felles"
* $parental-responsibility#mor "Mor"
* $parental-responsibility#far "Far"
* $parental-responsibility#medmor "Medmor"
* $parental-responsibility#andre "Andre"
* $parental-responsibility#ukjent "Ukjent"
