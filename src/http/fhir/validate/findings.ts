import type { FindingDefinition } from '../../../findings/finding.ts';

const VALIDATE = 'HL7 FHIR R4 4.0.1, http://hl7.org/fhir/R4/resource-operation-validate.html';

/** What can be wrong with a call of $validate, beside what it judges. */
export const VALIDATE_FINDINGS = {
  modeUnknown: {
    code: 'validate-mode',
    severity: 'error',
    issueType: 'value',
    message: {
      en: 'There is no mode "{found}" of validation.',
      no: 'Det finnes ingen valideringsmåte «{found}».',
    },
    remedy: {
      en: 'Use create, update, delete or profile, or leave the mode out.',
      no: 'Bruk create, update, delete eller profile, eller utelat mode.',
    },
    source: VALIDATE,
  },
  instanceNeeded: {
    code: 'validate-instance',
    severity: 'error',
    issueType: 'required',
    message: {
      en: 'Whether something can be deleted can be told of a stored resource only.',
      no: 'Om noe kan slettes, kan bare sies om en lagret ressurs.',
    },
    remedy: {
      en: 'Call $validate at the address of the resource, such as CarePlan/1/$validate.',
      no: 'Kall $validate på adressen til ressursen, for eksempel CarePlan/1/$validate.',
    },
    source: VALIDATE,
  },
  resourceMissing: {
    code: 'validate-resource',
    severity: 'error',
    issueType: 'required',
    message: {
      en: 'The parameter "resource" holds no resource.',
      no: 'Parameteren «resource» har ingen ressurs.',
    },
    remedy: {
      en: 'Put the resource in the parameter’s element "resource".',
      no: 'Sett ressursen i parameterens element «resource».',
    },
    source: VALIDATE,
  },
  parameterIgnored: {
    code: 'validate-parameter',
    severity: 'warning',
    issueType: 'not-supported',
    message: {
      en: 'The parameter "{found}" is not known and was ignored.',
      no: 'Parameteren «{found}» er ikke kjent og ble oversett.',
    },
    remedy: {
      en: 'Known are resource, mode and profile.',
      no: 'Kjente er resource, mode og profile.',
    },
    source: VALIDATE,
  },
} as const satisfies Record<string, FindingDefinition>;
