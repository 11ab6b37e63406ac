/** The arrows of the design, one line a room: what a room may import. `findings` is open to all. */
const rooms = {
  findings: [],
  identifiers: [],
  pathway: ['identifiers'],
  referral: [],
  fhir: [],
  definitions: ['fhir'],
  terminology: ['definitions', 'fhir', 'pathway'],
  conformance: ['definitions', 'terminology', 'fhir'],
  mapping: ['fhir', 'terminology', 'pathway', 'referral', 'identifiers'],
  formats: ['fhir', 'terminology', 'identifiers', 'pathway'],
  store: ['definitions', 'fhir'],
  exchange: ['identifiers', 'pathway', 'referral', 'fhir', 'definitions', 'terminology', 'conformance', 'mapping', 'formats', 'store'],
  reports: ['pathway', 'terminology', 'fhir', 'store'],
  synthetic: ['identifiers', 'pathway', 'referral', 'fhir', 'definitions', 'terminology', 'conformance', 'mapping', 'formats', 'store', 'reports'],
  http: ['identifiers', 'pathway', 'referral', 'fhir', 'definitions', 'terminology', 'conformance', 'mapping', 'formats', 'store', 'exchange', 'reports', 'synthetic'],
};

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-tests-in-src', severity: 'error', from: { path: '^src' }, to: { path: '^tests' } },
    { name: 'no-dev-dependencies', severity: 'error', from: { path: '^src' }, to: { dependencyTypes: ['npm-dev'] } },
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `arrows-of-${room}`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: `^src/(${[room, 'findings', ...allowed].join('|')})/` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
