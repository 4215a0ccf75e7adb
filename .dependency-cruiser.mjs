// Who may import whom: the table of docs/house.md as rules. Each comment is what a person reads when a rule is broken.

/** The kernel from above to below: a module imports the doors of those before it only. A new module gets its place here. */
export const kernel = [
  'identity',
  'places',
  'media',
  'chronicle',
  'threads',
  'notifications',
  'ledger',
  'cases',
  'programmes',
  'ballots',
]

const tests = '[./](test|testing)\\.(tsx?|mjs|d\\.mts)$'
const facts = '^src/(kernel|services)/[^/]+/facts(\\.ts|/)'
const doors = '^src/(kernel|services|engines|outside)/[^/]+/(service|index)\\.tsx?$'
const ownModule = '^src/$1/$2/'
const anyModule = '^src/(kernel|services)/([^/]+)/'

/** The files of a room, which is a file of that name or, when it grew, a folder. */
const room = (names) => `${anyModule}(?:${names})(?:\\.tsx?$|/)`
const ownRoom = (names) => `^src/$1/$2/(?:${names})(?:\\.tsx?$|/)`

const floors = [
  {
    name: 'platform-knows-no-city',
    comment: 'The platform imports nothing but itself: what it needs of a city is handed to it by src/city.ts.',
    from: { path: '^src/platform/' },
    to: { path: '^src/(?!platform/)', pathNot: facts },
  },
  {
    name: 'engines-stand-alone',
    comment: 'An engine imports nothing but its own folder, so that it can be published and measured alone.',
    from: { path: '^src/engines/([^/]+)/' },
    to: { path: '^src/', pathNot: [`^src/engines/$1/`, facts] },
  },
  {
    name: 'outside-knows-platform-only',
    comment: 'An adapter to the outside world imports the platform and its own folder; hand it what else it needs.',
    from: { path: '^src/outside/([^/]+)/' },
    to: { path: '^src/', pathNot: [`^src/outside/$1/`, '^src/platform/', facts] },
  },
  {
    name: 'web-knows-no-service',
    comment: "How the city looks needs words, forms and the page's frame only; give components their data as props.",
    from: { path: '^src/web/', pathNot: '^src/web/islands/' },
    to: {
      path: '^src/',
      pathNot: [
        '^src/web/',
        '^src/platform/(http/(frame|read|route)|words|form|time|markdown/(index|tree|address))\\.ts$',
        facts,
      ],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'web-knows-no-service-types',
    comment: 'Components describe their own props; they know no module, not even its types.',
    from: { path: '^src/web/', pathNot: '^src/web/islands/' },
    to: { path: '^src/(engines|outside|kernel|services|[^/]+$)', pathNot: facts },
  },
  {
    name: 'islands-stay-in-the-browser',
    comment:
      'A script for the browser imports islands, engines and the pure .ts of components only: all it imports is sent to every phone.',
    from: { path: '^src/(web|kernel/[^/]+|services/[^/]+)/islands/' },
    to: {
      path: '^src/',
      pathNot: '/islands/|^src/web/components/[^/]+/[^/]+\\.ts$|^src/engines/[^/]+/index\\.ts$',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'kernel-knows-no-service',
    comment: 'The kernel is below the services: let the service hear a fact, or hand the kernel what it needs.',
    from: { path: '^src/kernel/' },
    to: { path: '^src/services/', pathNot: facts },
  },
  {
    name: 'services-never-call-services',
    comment:
      'Services share nouns (the kernel) or hear facts; put what both need into a kernel module or announce a fact.',
    from: { path: '^src/services/([^/]+)/' },
    to: { path: '^src/services/', pathNot: [`^src/services/$1/`, facts] },
  },
  {
    name: 'modules-do-not-join-the-house',
    comment: 'Only src/city.ts and its neighbours join the house; a module gets what it needs as arguments.',
    from: { path: '^src/(platform|engines|outside|web|kernel|services)/' },
    to: { path: '^src/[^/]+\\.tsx?$', dependencyTypesNot: ['type-only'] },
  },
]

const kernelOrder = kernel.map((name, place) => ({
  name: `kernel-order-${name}`,
  comment: `${name} may import only kernel modules before it: ${kernel.slice(0, place).join(', ') || 'none'}. Turn the call round, or announce a fact.`,
  from: { path: `^src/kernel/${name}/` },
  to: { path: '^src/kernel/', pathNot: [`^src/kernel/(${[...kernel.slice(0, place), name].join('|')})/`, facts] },
}))

const doorsOnly = [
  {
    name: 'only-through-the-door',
    comment:
      'From outside a module only its door (service.ts or index.ts) may be imported; let the door export what is asked.',
    from: { path: anyModule },
    to: { path: '^src/(kernel|services|engines)/', pathNot: [ownModule, doors, facts] },
  },
  {
    name: 'outside-by-its-interface',
    comment:
      'Modules know the outside world by its index.ts only; which adapter stands behind it is decided at the start.',
    from: { path: anyModule },
    to: { path: '^src/outside/', pathNot: doors },
  },
  {
    name: 'facts-are-types',
    comment: "Another module's facts.ts may be imported by `import type` only.",
    from: { path: anyModule },
    to: { path: facts, pathNot: ownModule, dependencyTypesNot: ['type-only'] },
  },
]

/** What a room may not import at run time; types may be imported by anyone inside a module. */
const roomRules = [
  [
    'pages',
    'service|routes|actions|queries|reactions|tables|demo',
    'A page gets props and never fetches: ask in routes.ts and hand the answer over.',
  ],
  [
    'forms',
    'service|routes|pages|actions|queries|reactions|demo',
    'A form only describes what may be sent; it calls nothing.',
  ],
  [
    'queries',
    'service|routes|pages|actions|reactions|demo',
    'A query reads and changes nothing, so it knows no actions and no pages.',
  ],
  [
    'actions',
    'service|routes|pages|reactions|demo',
    'An action changes rows and announces a fact; it knows nothing of addresses and pages.',
  ],
  [
    'reactions',
    'service|routes|pages|forms|tables|demo',
    'A reaction calls an action of its own module; put the work there.',
  ],
  ['routes', 'service|reactions|tables|demo', 'Routes call queries and actions; only those know the tables.'],
  [
    'policy',
    'service|routes|pages|forms|actions|queries|reactions|tables|demo',
    'A policy is a question about the actor alone; hand it the rows it needs.',
  ],
  [
    'rules',
    'service|routes|pages|forms|actions|queries|reactions|policy|tables|demo',
    'A rule is a pure decision; hand it the rows and the time.',
  ],
  [
    'tables',
    'service|routes|pages|forms|actions|queries|reactions|policy|rules|demo',
    'Tables only say what is remembered.',
  ],
  ['facts', 'service|routes|pages|forms|actions|queries|reactions|policy|rules|tables|demo', 'Facts are types only.'],
].map(([from, to, comment]) => ({
  name: `room-${from}`,
  comment,
  from: { path: room(from) },
  to: { path: ownRoom(to), dependencyTypesNot: ['type-only'] },
}))

const purity = [
  {
    name: 'rules-are-pure',
    comment: "Rules import engines and the platform's pure time and addresses only: no database, no clock, no network.",
    from: { path: room('rules') },
    to: {
      path: '^src/',
      pathNot: [ownModule, '^src/engines/[^/]+/index\\.ts$', '^src/platform/(time|address)\\.ts$'],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'rules-and-engines-touch-nothing',
    comment:
      'A rule or an engine reads no file, opens no socket and asks no database; only node:crypto and node:buffer are pure.',
    from: { path: `${room('rules')}|^src/engines/` },
    to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer)$' },
  },
  {
    name: 'no-cycles',
    comment: 'These files import each other in a circle: move what both need below both.',
    from: { path: '^src/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-tests-in-the-city',
    comment: 'What runs imports no tests, scripts or benchmarks.',
    from: { path: '^src/' },
    to: { path: `^(tests|scripts|bench)/|${tests}` },
  },
  {
    name: 'no-development-packages',
    comment: 'What runs imports no development package: move it to dependencies in package.json, or do without.',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'], pathNot: '/@types/' },
  },
  {
    name: 'resolves',
    comment: 'This import leads nowhere: mend the path, or declare the package in package.json.',
    from: { path: '^src/' },
    to: { couldNotResolve: true },
  },
]

/** Tests may import everything: they see the house from outside. */
const exceptTests = (rule) => ({
  severity: 'error',
  ...rule,
  from: { ...rule.from, pathNot: [rule.from.pathNot, tests].flat().filter(Boolean) },
})

export default {
  forbidden: [...floors, ...kernelOrder, ...doorsOnly, ...roomRules, ...purity].map(exceptTests),
  options: {
    doNotFollow: { path: 'node_modules' },
    // Without this `import type` is invisible, and with TypeScript 7 nothing at all is seen (the house test counts).
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
