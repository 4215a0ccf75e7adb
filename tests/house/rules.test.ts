// Each rule of the house can fail: a small bad house, and the sentence it gets.
import { describe, expect, it } from 'vitest'
import {
  honestTests,
  noChance,
  noInlineStyles,
  nothingUnfinished,
  settingsInConfig,
  socketsOutside,
  timeIsHanded,
} from './purity.ts'
import {
  kernelPlaces,
  namedExports,
  oneList,
  oneName,
  openingSentences,
  sameRooms,
  shortFiles,
  tellingNames,
} from './rooms.ts'
import { type Rule, treeOf } from './tree.ts'
import { noIdleWords, sameLanguages, wordsExist } from './words.ts'

type Files = Record<string, string>

const yard = 'src/services/my-yard'
const rooms: Files = { [`${yard}/README.md`]: '# Двор', [`${yard}/service.ts`]: '// The door.\n' }
const both = (ru: object, en: object = ru): Files => ({
  [`${yard}/words/ru.json`]: JSON.stringify(ru),
  [`${yard}/words/en.json`]: JSON.stringify(en),
})
// A template as it stands in code.
const family = (prefix: string, value: string) => `${'`'}${prefix}.${'$'}{${value}}${'`'}`
const code = (text: string, path = `${yard}/actions.ts`): Files => ({ [path]: `// A file.\n${text}\n` })

const wrong: [string, Rule, Files, string][] = [
  ['a service without a door', sameRooms, { [`${yard}/README.md`]: '' }, 'has no service.ts'],
  ['a kernel module without a promise', sameRooms, { 'src/kernel/cases/index.ts': '' }, 'has no README.md'],
  ['a strange file', sameRooms, { ...rooms, [`${yard}/stuff.ts`]: '' }, 'src/services/my-yard/stuff is no room'],
  ['a strange folder', sameRooms, { ...rooms, [`${yard}/stuff/a.ts`]: '' }, 'src/services/my-yard/stuff is no room'],
  ['a service that nobody lists', oneList, { ...rooms, 'src/services.ts': '' }, 'is not in src/services.ts'],
  ['a kernel module without a place', kernelPlaces(['places']), { 'src/kernel/zoo/index.ts': '' }, 'src/kernel/zoo/'],
  ['a table elsewhere', oneName, { [`${yard}/migrations/001_a.sql`]: 'create table cases.a (id int)' }, 'schema cases'],
  ['a key to another', oneName, { [`${yard}/migrations/001_a.sql`]: 'a int references cases.b' }, 'schema cases'],
  ['a fact of another', oneName, code("await announce(city, 'cases.opened', id, {})"), 'a fact of cases'],
  [
    'an address of another',
    oneName,
    code("get('/my-yards', anyone, show)", `${yard}/routes.ts`),
    'answers at /my-yards',
  ],
  ['words of another', oneName, { ...code("words('desk.title')"), 'src/services/desk/service.ts': '' }, 'says desk.*'],
  ['a name that says nothing', tellingNames, { 'src/web/utils.ts': '' }, 'src/web/utils.ts'],
  ['a folder that says nothing', tellingNames, { 'src/web/helpers/a.ts': '' }, 'src/web/helpers/a.ts'],
  ['a long file', shortFiles, { 'src/web/a.css': 'a\n'.repeat(301) }, 'has 301 lines'],
  ['a file without a sentence', openingSentences, { 'src/web/a.ts': "import 'x'\n// late" }, 'does not open'],
  ['a script without a sentence', openingSentences, { 'scripts/a.mjs': '#!/usr/bin/env node\nrun()' }, 'does not open'],
  ['a nameless export', namedExports, code('export default 1'), 'actions.ts:2'],
  ['a setting read elsewhere', settingsInConfig, code('const port = process.env.PORT'), 'actions.ts:2'],
  ['a socket', socketsOutside, code("import { connect } from 'node:net'"), 'actions.ts:2'],
  ['a request', socketsOutside, code("await fetch('https://example.org')"), 'actions.ts:2'],
  ['a letter', socketsOutside, code("import { createTransport } from 'nodemailer'"), 'actions.ts:2'],
  ['a clock', timeIsHanded, code('const now = new Date()'), 'actions.ts:2'],
  ['another clock', timeIsHanded, code('const now = Date.now()'), 'actions.ts:2'],
  ['a clock in disguise', timeIsHanded, code('const now = new Date'), 'actions.ts:2'],
  ['a clock of text', timeIsHanded, code('const now = Date()'), 'actions.ts:2'],
  ['chance', noChance, code('const winner = Math.random()', 'src/platform/ids.ts'), 'src/platform/ids.ts:2'],
  ['a style', noInlineStyles, code('<b style={{ color }} />', 'src/web/a.tsx'), 'src/web/a.tsx:2'],
  ['a handler', noInlineStyles, code('<b onclick="go()" />', 'src/web/a.tsx'), 'src/web/a.tsx:2'],
  ['unfinished work', nothingUnfinished, code('// TODO later'), 'actions.ts:2'],
  ['a skipped test', honestTests, code("it.skip('works')", 'src/web/a.test.ts'), 'src/web/a.test.ts:2'],
  ['a mock', honestTests, code("vi.mock('./b.ts')", 'src/web/a.test.ts'), 'src/web/a.test.ts:2'],
  ['a snapshot', honestTests, code('expect(a).toMatchSnapshot()', 'src/web/a.test.ts'), 'src/web/a.test.ts:2'],
  ['a phrase without English', sameLanguages, both({ a: 'Да' }, {}), 'en.json lacks a'],
  ['a phrase without Russian', sameLanguages, both({}, { a: 'Yes' }), 'ru.json lacks a'],
  ['an unreadable message', sameLanguages, both({ a: '{n, plural' }, { a: '' }), 'cannot be read'],
  ['a plural without other', sameLanguages, both({ a: '{n, plural, one {# яма}}' }, { a: '' }), 'cannot be read'],
  ['a value lost', sameLanguages, both({ a: 'До {day}' }, { a: 'Until then' }), 'takes {day} in Russian and {}'],
  [
    'Udmurt without a source',
    sameLanguages,
    { ...both({ a: 'Да' }), [`${yard}/words/udm.json`]: '{"a":"Бен"}' },
    'where a was published',
  ],
  [
    'Udmurt alone',
    sameLanguages,
    { [`${yard}/words/udm.json`]: '{"a":"Бен"}', [`${yard}/words/udm.sources.json`]: '{"a":"x"}' },
    'which Russian has not',
  ],
  [
    'a source without a phrase',
    sameLanguages,
    { ...both({}), [`${yard}/words/udm.sources.json`]: '{"a":"x"}' },
    'names a',
  ],
  ['an unknown phrase', wordsExist, { ...both({ a: 'Да' }), ...code("words('myYard.b')") }, 'says myYard.b'],
  [
    'an unknown refusal',
    wordsExist,
    { ...both({}), ...code("throw refuse.conflict('myYard.no', { n })") },
    'says myYard.no',
  ],
  [
    'an unknown policy',
    wordsExist,
    { ...both({}), ...code("policy('my-yard.mayDo', 'myYard.who', may)") },
    'says myYard.who',
  ],
  ['an unknown label', wordsExist, { ...both({}), ...code("menu: [{ label: 'myYard.menu' }]") }, 'says myYard.menu'],
  [
    'an unknown family',
    wordsExist,
    { ...both({ a: 'Да' }), ...code(`words(${family('myYard.status', 's')})`) },
    'says myYard.status.',
  ],
  [
    'a phrase that nobody says',
    noIdleWords,
    { ...both({ a: 'Да', 'b.c': 'Нет' }), ...code("words('myYard.a')") },
    'has b.c',
  ],
]

const right: [string, Rule, Files][] = [
  [
    'rooms, their tests and stages',
    sameRooms,
    { ...rooms, [`${yard}/rules.test.ts`]: '', [`${yard}/stage.testing.ts`]: '' },
  ],
  [
    'a file that the README introduces',
    sameRooms,
    { ...rooms, [`${yard}/README.md`]: '`chat`: …', [`${yard}/chat.ts`]: '' },
  ],
  [
    'a service in the list',
    oneList,
    { ...rooms, 'src/services.ts': "import { myYard } from './services/my-yard/service.ts'" },
  ],
  ['own schema', oneName, { [`${yard}/migrations/001_a.sql`]: 'create index a on my_yard.b (c); -- unlike cases.b' }],
  ['a join', oneName, { [`${yard}/migrations/001_a.sql`]: 'select 1 from my_yard.a f join my_yard.b on f.id = b.id' }],
  ['own addresses', oneName, code("get('/my-yard/new', a, b), post('/desk/my-yard', a, b)", `${yard}/routes.ts`)],
  [
    'a listed address',
    oneName,
    { ...code("get('/open311/v2/a', a, b)"), 'docs/addresses.md': '| `/open311/v2` | my-yard |' },
  ],
  ['a file of 300 lines', shortFiles, { 'src/web/a.css': 'a\n'.repeat(300) }],
  ['the config', settingsInConfig, code('const port = process.env.PORT', 'src/platform/config.ts')],
  ['an adapter', socketsOutside, code("import { connect } from 'node:net'", 'src/outside/mail/real.ts')],
  ['a method called fetch', socketsOutside, code('await store.fetch(id)')],
  ['a comment about a clock', timeIsHanded, code('// never new Date() here\n/* nor Date.now() */')],
  ['a given instant', timeIsHanded, code('const at: Date = new Date(city.now)')],
  [
    'a word with few forms',
    sameLanguages,
    both({ a: '{n, plural, few {{few}} other {{many}}}' }, { a: '{n, plural, other {{many}}}' }),
  ],
  ['a phrase with a value', wordsExist, { ...both({ a: 'До {n}' }), ...code("words('myYard.a', { n })") }],
  [
    'a family of phrases',
    noIdleWords,
    { ...both({ 's.on': 'Да', 's.off': 'Нет' }), ...code(`words(${family('myYard.s', "on ? 'on' : 'off'")})`) },
  ],
  ['a form message with values', noIdleWords, { ...both({ long: 'До {n}' }), ...code("text('myYard.long|n=300')") }],
]

describe('a bad house', () => {
  it.each(wrong)('%s is seen', (_, rule, files, sentence) => {
    expect(rule(treeOf(files))).toEqual([expect.stringContaining(sentence)])
  })
})

describe('a good house', () => {
  it.each(right)('%s is fine', (_, rule, files) => {
    expect(rule(treeOf(files))).toEqual([])
  })
})
