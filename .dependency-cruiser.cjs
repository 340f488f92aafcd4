/** The arrows of docs/architecture.md: who may import whom. */
const inside = '^(?:platform|matching|services|schema|gateway|bin|bench|test)/'

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A circle means two files are one; move what both need into a third.',
      severity: 'error',
      from: { path: inside },
      to: { circular: true },
    },
    {
      name: 'platform-stands-alone',
      comment: 'What every process shares knows none of them.',
      severity: 'error',
      from: { path: '^platform/' },
      to: { path: '^(?:services|schema|gateway|bin|bench|test)/' },
    },
    {
      name: 'matching-stands-alone',
      comment: 'Pure thinking: whoever wants the engine takes this one folder.',
      severity: 'error',
      from: { path: '^matching/' },
      to: { path: '^(?:platform|services|schema|gateway|bin|bench|test)/' },
    },
    {
      name: 'only-city-matches',
      severity: 'error',
      from: { path: '^(?:platform|schema|gateway|bin|services/(?!city/))' },
      to: { path: '^matching/' },
    },
    {
      name: 'schema-knows-platform-only',
      severity: 'error',
      from: { path: '^schema/' },
      to: { path: '^(?:services|gateway|bin|bench|test)/' },
    },
    {
      name: 'a-service-knows-itself-and-platform',
      comment: 'No service imports another.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^(?:services|gateway|bin|bench|test)/', pathNot: '^services/$1/' },
    },
    {
      name: 'only-city-composes',
      severity: 'error',
      from: { path: '^services/(?!city/)' },
      to: { path: '^schema/' },
    },
    {
      name: 'gateway-knows-no-service',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^(?:services|bin|bench|test)/' },
    },
    {
      name: 'nothing-imports-bin-or-tests',
      comment: 'Bench and tests may use each other’s kit and the command line; the product uses neither.',
      severity: 'error',
      from: { path: '^(?:platform|matching|services|schema|gateway|bin)/' },
      to: { path: '^(?:test|bench)/' },
    },
    {
      name: 'declared-packages-only',
      severity: 'error',
      from: { path: inside },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: inside },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // The other gateways of bench/gateway are a package of their own, which is not installed everywhere.
    exclude: { path: '^(?:dist|bench/gateway/peers)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
