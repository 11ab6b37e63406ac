// What became of a referral, and how urgent it was.

Extension: ReferralAssessment
Id: referral-assessment
Title: "Referral assessment"
Description: "What came of the assessment of a referral, and the dates that count from it."
Context: ServiceRequest
* ^purpose = "Source: VurderingAvHenvisning: HIS 80517:2017; Volven 9147, 8444, 8445, 8485."
* . 0..1
* extension contains
    received 0..1 and
    date 0..* and
    acuteDecision 0..1 and
    right 0..1 and
    outcome 0..1 and
    waitingEnd 0..1 and
    rightGranted 0..1 and
    freeHospitalChoice 0..1 and
    courseId 0..1
* extension[received] ^short = "When the referral was received"
* extension[received].value[x] 1..1
* extension[received].value[x] only date
* extension[date] ^short = "A date of the assessment (DatoMottakOgVurdering)"
* extension[date].extension contains
    type 1..1 and
    value 1..1
* extension[date].extension[type] ^short = "Kind of date (Volven 9147)"
* extension[date].extension[type].value[x] 1..1
* extension[date].extension[type].value[x] only Coding
* extension[date].extension[type].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9147 (extensible)
* extension[date].extension[value] ^short = "The date"
* extension[date].extension[value].value[x] 1..1
* extension[date].extension[value].value[x] only date
* extension[acuteDecision] ^short = "When entry into the pathway was decided after acute assessment"
* extension[acuteDecision].value[x] 1..1
* extension[acuteDecision].value[x] only date
* extension[right] ^short = "Right to health care (Volven 8444)"
* extension[right].value[x] 1..1
* extension[right].value[x] only Coding
* extension[right].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8444 (extensible)
* extension[outcome] ^short = "Outcome of the assessment (Volven 8485)"
* extension[outcome].value[x] 1..1
* extension[outcome].value[x] only Coding
* extension[outcome].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8485 (extensible)
* extension[waitingEnd] ^short = "Why waiting ended (Volven 8445)"
* extension[waitingEnd].value[x] 1..1
* extension[waitingEnd].value[x] only Coding
* extension[waitingEnd].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8445 (extensible)
* extension[rightGranted] ^short = "Whether a right to health care was granted (RettTilHelsehjelp)"
* extension[rightGranted].value[x] 1..1
* extension[rightGranted].value[x] only boolean
* extension[freeHospitalChoice] ^short = "Whether the patient has used the free choice of hospital (FrittSykehusvalg)"
* extension[freeHospitalChoice].value[x] 1..1
* extension[freeHospitalChoice].value[x] only boolean
* extension[courseId] ^short = "Identifier of the course of treatment (ForlopsId)"
* extension[courseId].value[x] 1..1
* extension[courseId].value[x] only string

Extension: OriginalPriority
Id: original-priority
Title: "Original priority"
Description: "The urgency of a referral as it was sent (Volven 8306; in referrals 1.0 and 1.1, 8304)."
Context: ServiceRequest, Task
* ^purpose = "Source: Hastegrad, Priority: HIS 80517:2017; HIS 80517:2014; HIS 80517:2005; Volven 8306, 8304."
* . 0..1
* value[x] 1..1
* value[x] only Coding
