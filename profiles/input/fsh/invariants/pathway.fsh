Invariant: pathway-ended
Severity: #warning
Description: "A pathway that is over says when it ended."
Expression: "(status = 'completed' or status = 'revoked') implies period.end.exists()"

Invariant: measurement-point-deadline
Severity: #error
Description: "A due measurement point says by when, or that no time is known (data-absent-reason)."
Expression: "status = 'requested' implies restriction.period.end.exists()"

Invariant: measurement-point-date
Severity: #warning
Description: "A registered measurement point says when the event was."
Expression: "status = 'completed' implies executionPeriod.start.exists()"

Invariant: referral-period-ended
Severity: #warning
Description: "A referral period that is over says when it ended."
Expression: "status = 'finished' implies period.end.exists()"

Invariant: message-endpoint
Severity: #error
Description: "An endpoint is a HER-id, or an organisation number where there is no HER-id, under its OID."
Expression: "startsWith('urn:oid:2.16.578.1.12.4.1.2.') or startsWith('urn:oid:2.16.578.1.12.4.1.4.101.')"
