/**
 * Official R4 examples on which our verdict differs from the official validator's, each with the reason why it stays.
 * `ours`: whether we find an error where it finds none.
 */
export const KNOWN_DIFFERENCES: readonly {
  readonly files: readonly string[];
  readonly ours: boolean;
  readonly why: string;
}[] = [
  {
    files: [
      'DeviceMetric-example.json',
      'DeviceUseStatement-example.json',
      'MedicationRequest-medrx0301.json',
      'Observation-clinical-gender.json',
    ],
    ours: true,
    why: 'A reference leads to a type that the element does not allow (R4 references.html); the official validator leaves that out by default.',
  },
  {
    files: [
      'StructureDefinition-openEHR-administration.json',
      'StructureDefinition-openEHR-careplan.json',
      'StructureDefinition-openEHR-exposureDate.json',
      'StructureDefinition-openEHR-exposureDescription.json',
      'StructureDefinition-openEHR-exposureDuration.json',
      'StructureDefinition-openEHR-location.json',
      'StructureDefinition-openEHR-management.json',
      'StructureDefinition-openEHR-test.json',
      'ValueSet-audit-event-sub-type.json',
      'ValueSet-audit-event-type.json',
      'ValueSet-audit-source-type.json',
      'ValueSet-dicm-405-mediatype.json',
      'ImplementationGuide-example.json',
    ],
    ours: false,
    why: 'HL7’s rules for its own publications (work group, publisher, standards status); R4 has no such rule.',
  },
  {
    files: ['Measure-hiv-indicators.json'],
    ours: false,
    why: 'The Measure names its library; that nobody has it at hand is no fault of the Measure (R4, Measure.library).',
  },
  {
    files: ['ValueSet-media-modality.json'],
    ours: false,
    why: 'The official validator crashes on it, so that it has no verdict.',
  },
];

/**
 * Differences on mutations that stay, by what only one side finds: a code of ours, with what our sentence says where
 * the reason covers part of the code only, or the official message id.
 */
export const EXPLAINED: readonly {
  readonly ours?: string;
  readonly text?: RegExp;
  readonly theirs?: RegExp;
  readonly why: string;
}[] = [
  {
    ours: 'reference-target',
    why: 'Target types are checked (R4 references.html); the official validator leaves that out by default.',
  },
  {
    ours: 'narrative-not-xhtml',
    why: 'A narrative is well-formed XHTML (R4 narrative.html); the official parser reads past unclosed elements, doubled or unquoted attributes and content after the div.',
  },
  {
    ours: 'empty-value',
    text: /\(\[\]\)/,
    why: 'An array is never empty (R4 json.html#repeat); the official validator passes empty arrays of primitives.',
  },
  {
    ours: 'value-format',
    text: /^(?:"\s+"|"\\[tn]+") is not a valid/,
    why: 'No type but string is white space alone (R4 datatypes.html#primitive); the official validator passes that.',
  },
  {
    ours: 'duplicate-key',
    text: /"resourceType"/,
    why: 'Names in an object are unique (RFC 8259, 4; R4 json.html); the official validator passes a second resourceType.',
  },
  {
    ours: 'unknown-element',
    text: /"_(?:id|url)"/,
    why: 'Ids of elements and the URL of an extension have no extensions (R4 json.html#primitive, Element.id).',
  },
  {
    ours: 'code-not-allowed',
    why: 'A value set that lists its codes has no others (R4 valueset.html#compositions), a media type has one slash (BCP 13), and a binding on a choice holds for each of its coded types (R4 ElementDefinition.binding); without a terminology server the official validator takes systems and types that it does not know as passing, and leaves out the bindings of vital signs on component.value[x].',
  },
  {
    ours: 'slice-order',
    why: 'Of slices that are openAtEnd others come last (R4 ElementDefinition.slicing.rules).',
  },
  {
    ours: 'slice-closed',
    why: 'Closed slicing of a choice has no further types (R4 ElementDefinition.slicing.rules).',
  },
  {
    ours: 'value-range',
    why: 'maxValue holds for dates too (R4 ElementDefinition.maxValue).',
  },
  {
    ours: 'unknown-resource-type',
    why: 'Resource, DomainResource and data types are no resources to send (R4 resource.html).',
  },
  {
    ours: 'reference-not-in-bundle',
    why: 'A relative reference has no base where the fullUrl of its resource is a UUID (R4 bundle.html#references).',
  },
  {
    theirs: /^IG_HL7_|^SD_HL7_|^VALUESET_HL7_|_HL7_(?:WG|STANDARDS|PUBLISHER)/,
    why: 'HL7’s rules for its own publications; R4 has no such rule.',
  },
  {
    theirs: /^OPDEF_PROFILE_NOT_FOUND$/,
    why: 'That nobody here has a profile at hand is no fault of the OperationDefinition (R4 OperationDefinition.inputProfile).',
  },
  {
    theirs: /^SM_TARGET_(?:PATH_INVALID|TRANSFORM_)/,
    why: 'What transforms make is not followed, nor how many parameters each takes (R4 has no rule of their number).',
  },
  {
    theirs: /^Type_Specific_Checks_DT_Time_Valid$/,
    why: 'A time may have fractions of a second (R4 datatypes.html#time).',
  },
  {
    theirs: /^Bundle_BUNDLE_(?:Entry_NoFullUrl|FullUrl_Missing)$/,
    why: 'What a batch or transaction creates needs no fullUrl, whatever it refers to (R4 Bundle.entry.fullUrl).',
  },
  {
    theirs: /^Problem_processing_expression/,
    why: 'An invariant that is itself broken is a fault of its definition and never fails the instance.',
  },
  {
    theirs: /^Internal_INT_Bad_Type|^Unexpected internal condition/,
    why: 'The official validator’s own failures: fixed values of some types, versions of code systems.',
  },
  {
    theirs: /^ED_INVARIANT_KEY_ALREADY_USED$/,
    why: 'Keys of constraints are unique in their own definition only (R4 ElementDefinition.constraint.key).',
  },
];

/**
 * Cases of small profiles (golden/profileCases) on which our verdict differs, by area and profile, each with the reason
 * why it stays. `ours`: the only codes of the errors that we find where the official validator finds none, with spaces
 * between them; left out where it is the one that finds an error.
 */
export const KNOWN_CASE_DIFFERENCES: readonly {
  readonly cases: RegExp;
  readonly ours?: string;
  readonly why: string;
}[] = [
  {
    cases: /^slicing\/value-openatend-(?:true|false)\//,
    ours: 'slice-order',
    why: 'Of slices that are openAtEnd others come last (R4 ElementDefinition.slicing.rules).',
  },
  {
    cases: /^slicing\/type-closed\/|^slicingPaths\/s3-dosage\//,
    ours: 'slice-closed',
    why: 'Closed slicing of a choice has no further types (R4 ElementDefinition.slicing.rules).',
  },
  {
    cases: /^slicing\/pattern-parent\//,
    why: 'A pattern on the slice says what its discriminator is, as a pattern holds for the elements within it (R4 ElementDefinition.pattern, profiling.html#discriminator); the official validator cannot evaluate that.',
  },
  {
    cases: /^slicing\/reslice\/|^slicingShapes\/s2-reslice\//,
    why: 'What is in a slice of a slice is in the slice too, and counts there (R4 profiling.html#reslicing); the official validator asks for one more.',
  },
  {
    cases: /^values\/(?:fixed|pattern)-(?:annotation|money|dosage|meta)\//,
    why: 'The official validator does not know fixed values and patterns of these types, and fails.',
  },
  {
    cases: /^values\/(?:fixed|pattern)-humanname\//,
    why: 'Given names are as many as the fixed value has (R4 ElementDefinition.fixed), and a pattern asks for no more than is in it (ElementDefinition.pattern); the official validator counts them otherwise.',
  },
  {
    cases: /^values\/pattern-timing\//,
    why: 'In arrays a pattern asks for its items, and there may be others (R4 ElementDefinition.pattern).',
  },
  {
    cases: /^values\/range-(?:date|datetime|instant)\//,
    ours: 'value-range',
    why: 'maxValue holds for dates too (R4 ElementDefinition.maxValue).',
  },
  {
    cases:
      /^expressions\/expr-(?:0|2|3|4|44)\/|^functions\/px-(?:58|15[5-8]|28[6-9]|290|312|315|319|32[0-5]|32[7-9]|33[45])\/|^extensionContexts\/e2-inv-pct/,
    why: 'An invariant that is itself broken (no FHIRPath, a function, a variable or a unit that R4’s FHIRPath has not) is a fault of its definition and never fails the instance.',
  },
  {
    cases: /^expressions\/expr-15\/|^functions\/px-62\//,
    why: 'A date converts to a dateTime (FHIRPath 2.0, 5.5.4).',
  },
  {
    cases: /^expressions\/expr-29\//,
    why: 'FHIR adds getValue() to FHIRPath (R4 fhirpath.html#functions).',
  },
  {
    cases: /^expressions\/expr-30\//,
    ours: 'invariant',
    why: 'A resource is no primitive and has no value: hasValue() is false (R4 fhirpath.html#functions).',
  },
  {
    cases: /^extensions\/ext-|^slicingPaths\/s3-comp\/|^targetsAndChains\/r2-any\//,
    ours: 'reference-target',
    why: 'Target types are checked (R4 references.html); the official validator leaves that out by default.',
  },
  {
    cases: /^bindings\/bind-/,
    ours: 'code-not-allowed',
    why: 'A value set that lists its codes has no others (R4 valueset.html#compositions); without a terminology server the official validator takes language tags as passing.',
  },
  {
    cases: /^functions\/px-(?:93|112)\//,
    why: 'memberOf() and conformsTo() have no result where the value set or the profile cannot be found (R4 fhirpath.html#functions); nobody here has them, so the rule is not judged.',
  },
  {
    cases: /^functions\/px-333\//,
    why: 'FHIR adds checkModifiers() to FHIRPath (R4 fhirpath.html#functions).',
  },
  {
    cases: /^functions\/(?:px-(?:174|220|259)|ox-21)\//,
    why: 'FHIRPath has toDate() and timeOfDay() (FHIRPath 2.0, 5.5.3 and 5.9).',
  },
  {
    cases: /^functions\/px-(?:189|217)\//,
    why: 'Quantities can be added, and a time moves round the clock (FHIRPath 2.0, 6.6 and 6.7).',
  },
  {
    cases: /^functions\/px-206\//,
    why: 'A dateTime may end with its minutes (FHIRPath 2.0, 4.1.6).',
  },
  {
    cases: /^functions\/px-(?:65|274|275)\//,
    why: 'The elements of resources are of the types of FHIR, FHIR.date and FHIR.code (R4 fhirpath.html#types; FHIRPath 2.0, 10.1).',
  },
  {
    cases: /^functions\/px-15[0-2]\//,
    why: 'A positiveInt is an integer, and is ordered and counted as one (R4 fhirpath.html#types).',
  },
  {
    cases: /^functions\/px-154\//,
    why: '$index is the place of the item in where() (FHIRPath 2.0, 9).',
  },
  {
    cases: /^functions\/px-18[37]\//,
    why: 'A year is equivalent to one of UCUM, and of a kilogram and 999 grams the first is more (FHIRPath 2.0, 6.1.2 and 6.2).',
  },
  {
    cases: /^functions\/px-246\//,
    why: 'Two empty collections are equivalent (FHIRPath 2.0, 6.1.2).',
  },
  {
    cases: /^functions\/px-255\//,
    why: 'Digits convert to an integer, those with a zero before them too (FHIRPath 2.0, 5.5.2).',
  },
  {
    cases: /^functions\/px-1[23]\//,
    ours: 'invariant',
    why: 'An empty collection has no items to count, whatever it was combined from (FHIRPath 2.0, 5.3.4 and 5.4).',
  },
  {
    cases: /^functions\/px-(?:245|295|296|298)\//,
    ours: 'invariant',
    why: 'Values of different types are not equal, nor are objects with different content (FHIRPath 2.0, 6.1.1 and 6.1.2).',
  },
  {
    cases: /^functions\/px-(?:338|346|353)\//,
    ours: 'invariant',
    why: 'A string of FHIR is none of FHIRPath’s own, a uri is no string, and a HumanName no BackboneElement (R4 datatypes.html, fhirpath.html#types).',
  },
  {
    cases: /^targetsAndChains\/meta\//,
    why: 'What stands after # in a canonical URL is a part of the definition, which is no profile (R4 references.html#canonical).',
  },
  {
    cases: /^structureDefinitions\/sd\//,
    ours: 'definition-fault',
    why: 'A constraint has FHIRPath as its expression (R4 ElementDefinition.constraint.expression); the official validator reads it in snapshots only.',
  },
  {
    cases: /^structureDefinitions\/sd\//,
    why: 'A snapshot that comes with its definition is taken as it is; whether another would have other elements is not looked for.',
  },
  {
    cases: /^terminologyAndOthers\/vs\//,
    ours: 'definition-fault',
    why: 'The value of a filter by regex is a regular expression (R4 ValueSet.compose.include.filter.op).',
  },
  {
    cases: /^valueSets\/bv-b2-gen-/,
    why: 'Concepts that generalize another are it and those above it (R4 filter-operator); the official validator does not take that filter.',
  },
  {
    cases: /^valueSets\/bv-b2-missingvs-/,
    why: 'What is in a value set that is not at hand nobody can tell, so the code is said not to be checked (R4 ValueSet.compose.include.valueSet).',
  },
  {
    cases: /^valueSets\/bv-b2-(?:nonelist|unklist|ucumlist)-/,
    ours: 'code-not-allowed',
    why: 'A value set that lists its codes has no others (R4 valueset.html#compositions), whether the system is at hand or not.',
  },
  {
    cases: /^valueSets\/bv-b2-(?:ver|prop|in|exists|gen)-/,
    ours: 'unknown-code code-not-allowed',
    why: 'A code system that is complete has no other codes (R4 CodeSystem.content), whatever value set asks for it.',
  },
];
