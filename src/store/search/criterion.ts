import type { SearchParameterType } from '../../definitions/searchParameters.ts';
import type { TimeRange } from '../index/fhirDate.ts';
import type { Prefix } from './searchValue.ts';

/**
 * One condition of a search, checked and in parts; a resource meets it when one of the alternatives holds. Between
 * criteria stands *and*. `parameter` is the code under which the values are indexed.
 */
export type Criterion =
  | { readonly kind: 'id'; readonly ids: readonly string[] }
  /** All resources of the type, or none. */
  | { readonly kind: 'everyOrNone'; readonly every: boolean }
  | { readonly kind: 'lastUpdated'; readonly alternatives: readonly DateAlternative[] }
  | {
      readonly kind: 'missing';
      readonly parameter: string;
      readonly type: SearchParameterType;
      readonly missing: boolean;
    }
  | {
      readonly kind: 'token';
      readonly parameter: string;
      readonly alternatives: readonly TokenAlternative[];
      /** None of the alternatives holds (modifier `:not`). */
      readonly negated: boolean;
    }
  | {
      readonly kind: 'reference';
      readonly parameter: string;
      readonly alternatives: readonly ReferenceAlternative[];
      /** A reference to a role (PractitionerRole) of a practitioner who is asked for counts too. */
      readonly throughRoles: boolean;
    }
  | { readonly kind: 'date'; readonly parameter: string; readonly alternatives: readonly DateAlternative[] }
  | {
      readonly kind: 'string';
      readonly parameter: string;
      readonly alternatives: readonly StringAlternative[];
    }
  | {
      readonly kind: 'quantity';
      readonly parameter: string;
      readonly alternatives: readonly QuantityAlternative[];
    }
  | { readonly kind: 'uri'; readonly parameter: string; readonly alternatives: readonly UriAlternative[] };

export interface TokenAlternative {
  /** Undefined: any or none; empty: none. */
  readonly system?: string;
  /** Undefined: any. */
  readonly code?: string;
  /** In place of one code: any of them. */
  readonly codes?: readonly string[];
}

export interface ReferenceAlternative {
  /** Undefined: any type within this server; empty: elsewhere, then `id` is the URL. */
  readonly type?: string;
  readonly id: string;
}

export interface DateAlternative {
  readonly prefix: Prefix;
  readonly range: TimeRange;
}

export interface StringAlternative {
  readonly match: 'start' | 'exact' | 'contains';
  readonly text: string;
}

export interface QuantityAlternative {
  readonly prefix: Prefix;
  readonly value: number;
  /** Half the last place that was given: `5.4` means from 5.35 up to 5.45. */
  readonly tolerance: number;
  /** Undefined: any. */
  readonly system?: string;
  /** Code or written unit; undefined: any. */
  readonly unit?: string;
}

export interface UriAlternative {
  /** `below`: the value given is the beginning of the one stored; `above`: the other way round. */
  readonly match: 'exact' | 'below' | 'above';
  readonly value: string;
}
