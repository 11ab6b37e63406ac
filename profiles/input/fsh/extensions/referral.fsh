// Referrals.

Extension: ServiceType
Id: service-type
Title: "Service type"
Description: "Whether the message or the service is new, changed or cancelled, or what the state of the result is."
Context: Composition, Composition.section, Encounter, Observation, ServiceRequest
* ^purpose = "Source: Forsendelsesstatus, ServType: HIS 80517:2017; Volven 7309."
* . 0..1
* . ^alias[0] = "Forsendelsesstatus"
* . ^alias[1] = "ServType"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-7309 (extensible)

Extension: RequestedServiceType
Id: requested-service-type
Title: "Type of a requested service"
Description: "Whether the requested service is new, changed or cancelled."
Context: ServiceRequest
* ^purpose = "Source: ServType: HIS 80517:2005; HIS 80517:2014; HIS 80517:2017; Volven 7309."
* . 0..1
* . ^alias[0] = "ServType"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-7309 (extensible)

Extension: RequestedServicePurpose
Id: requested-service-purpose
Title: "Purpose of a requested service"
Description: "What the requested service is for."
Context: ServiceRequest
* ^purpose = "Source: Purpose: HIS 80517:2005; HIS 80517:2014."
* . 0..1
* . ^alias[0] = "Purpose"
* value[x] 1..1
* value[x] only Coding

Extension: RequestedServiceComment
Id: requested-service-comment
Title: "Comment to a requested service"
Description: "A comment to the requested service."
Context: ServiceRequest
* ^purpose = "Source: Comment: HIS 80517:2005; HIS 80517:2014; HIS 80517:2017."
* . 0..1
* . ^alias[0] = "Comment"
* value[x] 1..1
* value[x] only string

Extension: ReferrerComment
Id: referrer-comment
Title: "Comment of the referrer"
Description: "What the referrer adds to the referral."
Context: Composition.section, ServiceRequest
* ^purpose = "Source: ReqComment: HIS 80517:2017."
* . 0..1
* . ^alias[0] = "ReqComment"
* value[x] 1..1
* value[x] only string

Extension: PaymentCategory
Id: payment-category
Title: "Payment category"
Description: "Who pays for the service."
Context: ServiceRequest
* ^purpose = "Source: PaymentCat: HIS 80517:2005; HIS 80517:2014; HIS 80517:2017; Volven 4101, 8426."
* . 0..1
* . ^alias[0] = "PaymentCat"
* value[x] 1..1
* value[x] only Coding

Extension: ReimbursementBasis
Id: reimbursement-basis
Title: "Basis for reimbursement"
Description: "What entitles the patient to have health services reimbursed: membership of the national insurance, or an agreement."
Context: ServiceRequest
* ^purpose = "Source: BasisForHealthServices: HIS 80517:2005; HIS 80517:2014; HIS 80517:2017; Volven 8246."
* . 0..1
* . ^alias[0] = "BasisForHealthServices"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8246 (extensible)

Extension: ContactType
Id: contact-type
Title: "Type of contact"
Description: "What kind of contact the referral asks for."
Context: ServiceRequest
* ^purpose = "Source: AdmCat: HIS 80517:2005; HIS 80517:2014; Volven 8240."
* . 0..1
* . ^alias[0] = "AdmCat"
* value[x] 1..1
* value[x] only Coding
* value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8240 (extensible)

Extension: ContentTypeRemark
Id: content-type-remark
Title: "Remark to the type of content"
Description: "A remark to what the document or referral is about."
Context: Composition, ServiceRequest
* ^purpose = "Source: Merknad: HIS 80517:2017; HIS 80704:2009; HIS 80704:2014."
* . 0..1
* . ^alias[0] = "Merknad"
* value[x] 1..1
* value[x] only string

Extension: PathwayCode
Id: pathway-code
Title: "Pathway code"
Description: "The national pathway that the referral is part of (pakkeforløp), by the code that was sent, with a remark."
Context: ServiceRequest
* ^purpose = "Source: Pakkeforlop: HIS 80517:2017."
* . 0..*
* . ^alias[0] = "Pakkeforlop"
* extension contains
    code 0..1 and
    note 0..1
* extension[code] ^short = "Code (Pakkeforlopskode)"
* extension[code].value[x] 1..1
* extension[code].value[x] only Coding
* extension[note] ^short = "Note (Merknad)"
* extension[note].value[x] 1..1
* extension[note].value[x] only string

Extension: ReferralConsent
Id: referral-consent
Title: "Consent to the referral"
Description: "Who has consented to the referral, and when."
Context: RelatedPerson, ServiceRequest
* ^purpose = "Source: Consent: HIS 80517:2005; HIS 80517:2014; HIS 80517:2017."
* . 0..*
* . ^alias[0] = "Consent"
* extension contains
    status 0..1 and
    date 0..1 and
    remark 0..1 and
    givenBy 0..1
* extension[status] ^short = "Status (ConsentStatus, list 3109 or 9064)"
* extension[status].value[x] 1..1
* extension[status].value[x] only Coding
* extension[date] ^short = "Date (ConsentDate)"
* extension[date].value[x] 1..1
* extension[date].value[x] only date or dateTime
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string
* extension[givenBy] ^short = "Given by (GivenBy)"
* extension[givenBy].value[x] 1..1
* extension[givenBy].value[x] only string

Extension: CareSituation
Id: care-situation
Title: "Care situation"
Description: "With whom a child lives, and who has custody."
Context: ServiceRequest
* ^purpose = "Source: CareSituation: HIS 80517:2005."
* . 0..1
* . ^alias[0] = "CareSituation"
* extension contains
    description 0..1 and
    custody 0..1 and
    custodyOwner 0..1 and
    type 0..1 and
    nativeLanguage 0..1
* extension[description] ^short = "Description (Description)"
* extension[description].value[x] 1..1
* extension[description].value[x] only string
* extension[custody] ^short = "Custody (CustodyType, list 9513)"
* extension[custody].value[x] 1..1
* extension[custody].value[x] only Coding
* extension[custody].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-9513 (extensible)
* extension[custodyOwner] ^short = "Custody owner (CustodyOwner)"
* extension[custodyOwner].value[x] 1..1
* extension[custodyOwner].value[x] only string
* extension[type] ^short = "Type (CareSituationType, list 3105)"
* extension[type].value[x] 1..1
* extension[type].value[x] only Coding
* extension[type].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-3105 (extensible)
* extension[nativeLanguage] ^short = "Native language (NativeLanguage, list 8417)"
* extension[nativeLanguage].value[x] 1..1
* extension[nativeLanguage].value[x] only Coding
* extension[nativeLanguage].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8417 (extensible)

Extension: IndividualPlan
Id: individual-plan
Title: "Individual plan"
Description: "Whether the patient has an individual plan and a coordinator."
Context: ServiceRequest, Composition
* ^purpose = "Source: OpplysningerOmIndividuellPlan: HIS 80517:2017."
* . 0..1
* . ^alias[0] = "OpplysningerOmIndividuellPlan"
* extension contains
    exists 0..1 and
    coordinatorAppointed 0..1 and
    remark 0..1
* extension[exists] ^short = "Exists (IndividuellPlanForeligger)"
* extension[exists].value[x] 1..1
* extension[exists].value[x] only boolean
* extension[coordinatorAppointed] ^short = "Coordinator appointed (KoordinatorOppnevnt)"
* extension[coordinatorAppointed].value[x] 1..1
* extension[coordinatorAppointed].value[x] only boolean
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string

Extension: MedicationReview
Id: medication-review
Title: "Medication review"
Description: "When the patient’s medication was reviewed and reconciled."
Context: ServiceRequest, Composition.section
* ^purpose = "Source: Legemiddelgjennomgang: HIS 80517:2017."
* . 0..1
* . ^alias[0] = "Legemiddelgjennomgang"
* extension contains
    reviewed 0..1 and
    reconciled 0..1 and
    remark 0..1
* extension[reviewed] ^short = "Reviewed (DatoLegemiddelgjennomgang)"
* extension[reviewed].value[x] 1..1
* extension[reviewed].value[x] only date
* extension[reconciled] ^short = "Reconciled (DatoSamstemming)"
* extension[reconciled].value[x] 1..1
* extension[reconciled].value[x] only date
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string

Extension: SentDocument
Id: sent-document
Title: "Sent document"
Description: "Another document that was sent about the patient, to whom and when."
Context: Composition, Encounter, ServiceRequest
* ^purpose = "Source: SendtDokument: HIS 80517:2017; HIS 80704:2009; HIS 80704:2014."
* . 0..*
* . ^alias[0] = "SendtDokument"
* extension contains
    type 0..1 and
    sent 1..1 and
    date 0..1 and
    receiverType 0..1 and
    receiverName 0..1 and
    remark 0..1
* extension[type] ^short = "Type (Opplysning, list 8329)"
* extension[type].value[x] 1..1
* extension[type].value[x] only Coding
* extension[type].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8329 (extensible)
* extension[sent] ^short = "Sent (JaNei)"
* extension[sent].value[x] 1..1
* extension[sent].value[x] only boolean
* extension[date] ^short = "Date (DatoSendt)"
* extension[date].value[x] 1..1
* extension[date].value[x] only date
* extension[receiverType] ^short = "Receiver type (TypeMottaker, list 8330)"
* extension[receiverType].value[x] 1..1
* extension[receiverType].value[x] only Coding
* extension[receiverType].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-8330 (extensible)
* extension[receiverName] ^short = "Receiver name (NavnMottaker)"
* extension[receiverName].value[x] 1..1
* extension[receiverName].value[x] only string
* extension[remark] ^short = "Remark (Merknad)"
* extension[remark].value[x] 1..1
* extension[remark].value[x] only string

Extension: CodedComment
Id: coded-comment
Title: "Coded comment"
Description: "A code of the comment."
Context: Annotation
* ^purpose = "Source: CodedComment: HIS 80517:2017."
* . 0..*
* . ^alias[0] = "CodedComment"
* value[x] 1..1
* value[x] only Coding

Extension: CodedEventComment
Id: coded-event-comment
Title: "Coded comment to an event"
Description: "A code of a comment to an event, and what specifies it."
Context: Encounter
* ^purpose = "Source: CodedComment: HIS 80226:2014."
* . 0..*
* . ^alias[0] = "CodedComment"
* extension contains
    concept 0..1 and
    modifier 0..*
* extension[concept] ^short = "Concept (Concept)"
* extension[concept].value[x] 1..1
* extension[concept].value[x] only Coding
* extension[modifier] ^short = "Modifier (Modifier)"
* extension[modifier].extension contains
    name 0..1 and
    value 0..*
* extension[modifier].extension[name] ^short = "Name (Name, list 7305)"
* extension[modifier].extension[name].value[x] 1..1
* extension[modifier].extension[name].value[x] only Coding
* extension[modifier].extension[name].value[x] from https://forlopsbro.no/fhir/ValueSet/volven-7305 (extensible)
* extension[modifier].extension[value] ^short = "Value (Value)"
* extension[modifier].extension[value].value[x] 1..1
* extension[modifier].extension[value].value[x] only Coding

Extension: Heading
Id: heading
Title: "Heading"
Description: "What kind of text it is, or under which heading of the record it stands."
Context: Annotation, Composition.section, ServiceRequest.reasonCode
* ^purpose = "Source: Overskriftskode, Heading: HIS 80517:2017; Volven 8231, 8234, 8311."
* . 0..1
* . ^alias[0] = "Overskriftskode"
* . ^alias[1] = "Heading"
* value[x] 1..1
* value[x] only Coding
