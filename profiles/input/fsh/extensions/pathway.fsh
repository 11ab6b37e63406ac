// Pathways: what the PlanDefinitions, the indicators and the findings carry.

Extension: PathwayTime
Id: pathway-time
Title: "Pathway time"
Description: "The upper limit of an interval between two measurement points (forløpstid); offset gives the calendar days. One for each setting."
Context: PlanDefinition.action.relatedAction
* ^purpose = "Source: Volven 9327 and the pathway times of the national pathways."
* . 0..*
* extension contains
    id 1..1 and
    setting 1..1 and
    condition 0..1 and
    fromDate 0..1 and
    fromOccurrence 0..1 and
    toDate 0..1 and
    toOccurrence 0..1 and
    confirmed 1..1 and
    source 1..1
* extension[id] ^short = "Name of the time, the same for its settings"
* extension[id].value[x] 1..1
* extension[id].value[x] only string
* extension[setting] ^short = "outpatient or inpatient"
* extension[setting].value[x] 1..1
* extension[setting].value[x] only code
* extension[condition] ^short = "What else the time hangs on: severe or less-severe"
* extension[condition].value[x] 1..1
* extension[condition].value[x] only code
* extension[fromDate] ^short = "The date from which it runs, where that is no event: referralReceived"
* extension[fromDate].value[x] 1..1
* extension[fromDate].value[x] only code
* extension[fromOccurrence] ^short = "Which occurrence of the event before: first, second, last, each or next"
* extension[fromOccurrence].value[x] 1..1
* extension[fromOccurrence].value[x] only code
* extension[toDate] ^short = "What ends it, where no event does: otherTreatmentStarts"
* extension[toDate].value[x] 1..1
* extension[toDate].value[x] only code
* extension[toOccurrence] ^short = "Which occurrence of the event: first, second, last, each or next"
* extension[toOccurrence].value[x] 1..1
* extension[toOccurrence].value[x] only code
* extension[confirmed] ^short = "Whether the time is confirmed"
* extension[confirmed].value[x] 1..1
* extension[confirmed].value[x] only boolean
* extension[source] ^short = "Where the time stands"
* extension[source].value[x] 1..1
* extension[source].value[x] only string

Extension: EditionFact
Id: edition-fact
Title: "Edition fact"
Description: "A fact of the edition of the pathways that the plan is of: where it stands, and whether it is confirmed. The pathway times say the same of themselves."
Context: PlanDefinition
* ^purpose = "Source: Forløpsbro, edition of the catalogue."
* . 0..*
* extension contains
    fact 1..1 and
    value 0..1 and
    confirmed 1..1 and
    source 1..1
* extension[fact] ^short = "validFrom and validTo (the effectivePeriod), startDateRule, pathwayTypes, events or codes"
* extension[fact].value[x] 1..1
* extension[fact].value[x] only code
* extension[value] ^short = "What the edition says; absent where it is unknown, or stands in the plan itself"
* extension[value].value[x] 1..1
* extension[value].value[x] only string
* extension[confirmed] ^short = "Whether the fact is confirmed"
* extension[confirmed].value[x] 1..1
* extension[confirmed].value[x] only boolean
* extension[source] ^short = "Where the fact stands"
* extension[source].value[x] 1..1
* extension[source].value[x] only string

Extension: AfterOutcome
Id: after-outcome
Title: "After outcome"
Description: "The outcomes of the action before for which this one is expected."
Context: PlanDefinition.action.relatedAction
* ^purpose = "Source: Volven 9323–9328."
* . 0..1
* extension contains
    only 0..* and
    except 0..*
* extension[only] ^short = "Only after this outcome"
* extension[only].value[x] 1..1
* extension[only].value[x] only Coding
* extension[except] ^short = "Not after this outcome"
* extension[except].value[x] 1..1
* extension[except].value[x] only Coding

Extension: FirstTrust
Id: first-trust
Title: "First trust"
Description: "When and where the pathway began, when that was at another trust (start pakkeforløp første helseforetak)."
Context: CarePlan
* ^purpose = "Source: NPR, start pakkeforløp første helseforetak."
* . 0..1
* extension contains
    startDate 1..1 and
    name 1..1
* extension[startDate] ^short = "Start date at the first trust"
* extension[startDate].value[x] 1..1
* extension[startDate].value[x] only date
* extension[name] ^short = "Name of the first trust"
* extension[name].value[x] 1..1
* extension[name].value[x] only string

Extension: Unconfirmed
Id: unconfirmed
Title: "Unconfirmed"
Description: "True when the edition of the pathways that applies has not been confirmed, so that what stands here is taken from the last confirmed one; of a code in an expansion, when nobody has confirmed that it was valid on the date that was asked for, and of an expansion that has such codes."
Context: CarePlan, Task, ValueSet.expansion, ValueSet.expansion.contains
* ^purpose = "Source: Forløpsbro, edition of the catalogue."
* . 0..1
* value[x] 1..1
* value[x] only boolean

Extension: Finding
Id: finding
Title: "Finding"
Description: "Something that was found wrong with what the resource was made from."
Context: DomainResource
* ^purpose = "Source: Forløpsbro, findings; NPR, tilbakemeldinger, Volven 9329."
* . 0..*
* extension contains
    severity 1..1 and
    code 1..1 and
    text 1..1 and
    place 0..1
* extension[severity] ^short = "error, warning or information"
* extension[severity].value[x] 1..1
* extension[severity].value[x] only code
* extension[severity].value[x] from http://hl7.org/fhir/ValueSet/issue-severity (required)
* extension[code] ^short = "NPR’s feedback (Volven 9329) where it has one, else ours"
* extension[code].value[x] 1..1
* extension[code].value[x] only Coding
* extension[code].value[x] from https://forlopsbro.no/fhir/ValueSet/finding-code (extensible)
* extension[code].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9329 (extensible)
* extension[text] ^short = "The sentence in English, with the Norwegian one as a translation"
* extension[text].value[x] 1..1
* extension[text].value[x] only string
* extension[place] ^short = "Where in what was sent"
* extension[place].value[x] 1..1
* extension[place].value[x] only string

Extension: Indicator
Id: indicator
Title: "Indicator"
Description: "What an indicator counts: intervals between two events that are held against their pathway time (from, to), or pathways in which something is registered (registered, since)."
Context: Measure
* ^purpose = "Source: Forløpsbro, indicators of the national pathways."
* . 0..1
* extension contains
    from 0..1 and
    to 0..1 and
    setting 0..1 and
    registered 0..1 and
    since 0..1 and
    excludedAssessment 0..* and
    target 0..1 and
    definitionConfirmed 1..1 and
    source 1..1 and
    unknown 0..*
* extension[from] ^short = "Event from which the interval runs (Volven 9322)"
* extension[from].value[x] 1..1
* extension[from].value[x] only Coding
* extension[from].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9322 (extensible)
* extension[to] ^short = "Event that closes it (Volven 9322)"
* extension[to].value[x] 1..1
* extension[to].value[x] only Coding
* extension[to].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9322 (extensible)
* extension[setting] ^short = "Only intervals that began in this setting: outpatient or inpatient"
* extension[setting].value[x] 1..1
* extension[setting].value[x] only code
* extension[registered] ^short = "What is to be registered"
* extension[registered].extension contains
    event 1..1 and
    outcome 0..1
* extension[registered].extension[event] ^short = "Event (Volven 9322)"
* extension[registered].extension[event].value[x] 1..1
* extension[registered].extension[event].value[x] only Coding
* extension[registered].extension[event].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9322 (extensible)
* extension[registered].extension[outcome] ^short = "Its outcome"
* extension[registered].extension[outcome].value[x] 1..1
* extension[registered].extension[outcome].value[x] only Coding
* extension[since] ^short = "The event from whose first occurrence on the pathway counts"
* extension[since].extension contains
    event 1..1 and
    exceptOutcome 0..*
* extension[since].extension[event] ^short = "Event (Volven 9322)"
* extension[since].extension[event].value[x] 1..1
* extension[since].extension[event].value[x] only Coding
* extension[since].extension[event].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9322 (extensible)
* extension[since].extension[exceptOutcome] ^short = "Not with this outcome"
* extension[since].extension[exceptOutcome].value[x] 1..1
* extension[since].extension[exceptOutcome].value[x] only Coding
* extension[excludedAssessment] ^short = "Outcome of the assessment of the referral (Volven 8485) with which the pathway is left out"
* extension[excludedAssessment].value[x] 1..1
* extension[excludedAssessment].value[x] only Coding
* extension[excludedAssessment].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8485 (extensible)
* extension[target] ^short = "The target"
* extension[target].extension contains
    percent 1..1 and
    confirmed 1..1 and
    source 1..1
* extension[target].extension[percent] ^short = "At least so many of a hundred"
* extension[target].extension[percent].value[x] 1..1
* extension[target].extension[percent].value[x] only decimal
* extension[target].extension[confirmed] ^short = "Whether the target is confirmed"
* extension[target].extension[confirmed].value[x] 1..1
* extension[target].extension[confirmed].value[x] only boolean
* extension[target].extension[source] ^short = "Where the target stands"
* extension[target].extension[source].value[x] 1..1
* extension[target].extension[source].value[x] only string
* extension[definitionConfirmed] ^short = "Whether this is how the national reports count"
* extension[definitionConfirmed].value[x] 1..1
* extension[definitionConfirmed].value[x] only boolean
* extension[source] ^short = "Where the indicator stands"
* extension[source].value[x] 1..1
* extension[source].value[x] only string
* extension[unknown] ^short = "What the sources do not tell, and what is done instead"
* extension[unknown].value[x] 1..1
* extension[unknown].value[x] only string
