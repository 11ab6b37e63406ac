Profile: Referral
Parent: ServiceRequest
Id: referral
Title: "Referral"
Description: "A referral (henvisning) to the specialist health service, and what became of its assessment."
* extension contains
    OriginalPriority named originalPriority 0..1 and
    ReferralAssessment named assessment 0..1
* extension[originalPriority] ^requirements = "Hastegrad (list 8306) says more than priority can; a referral has one."
* extension[assessment] ^requirements = "Rights and deadlines follow from one assessment; a new one replaces the old."
* identifier 1..*
* identifier ^requirements = "Answers, changes and cancellations name the referral by it."
* intent = #order
* intent ^requirements = "A referral asks for care; a plan or a proposal asks nobody."
* insert ConceptsByList(category)
* category contains referralType 0..1
* insert ConceptOf(category, referralType, urn:oid:2.16.578.1.12.4.1.1.8455, Referral type, [[Henvisningstype (list 8455): a referral is of one type.]])
* category[referralType] from $vs8455 (required)
* category[referralType].coding.code 1..1
* category[referralType].coding.code ^requirements = "A list's name without a code in it says nothing."
* subject only Reference(Patient)
* subject ^requirements = "A referral is of one patient."
* performer 1..1
* performer ^requirements = "Somebody must assess it: a referral has one receiver; copies are told in the message."

Profile: ReferralTask
Parent: Task
Id: referral-task
Title: "Negotiation of a referral"
Description: "What the receiver makes of a referral: received, accepted or rejected, begun and ended."
* intent = #order
* intent ^requirements = "It asks the receiver to act on the referral."
* focus 1..1
* focus ^requirements = "What is negotiated: a referral, or a request in a dialogue."
* for 1..1
* for only Reference(Patient)
* for ^requirements = "Tasks of a patient are found by it, and access is decided by it."
* owner 1..1
* owner ^requirements = "Somebody is to answer; without an owner a referral lies in nobody's list."
* businessStatus from $vs9148 (extensible)
* businessStatus ^requirements = "What the patient has been told of the assessment (list 9148); Task.status says only where the work stands."

Profile: OnwardReferral
Parent: Referral
Id: onward-referral
Title: "Onward referral"
Description: "A referral (viderehenvisning) by which another trust takes over a pathway that has begun."
* extension contains PathwayCode named pathwayCode 1..*
* extension[pathwayCode] ^requirements = "The receiver goes on with the pathway where it stands: which one it is, and what has been registered in it, follow the patient."
