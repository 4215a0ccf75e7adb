// Each import rule can fail: a small house with one wrong import a rule, cruised in one go.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { type Cruised, cruiseImports } from './imports.ts'

const wrong: [string, string, string][] = [
  ['platform-knows-no-city', 'src/platform/a.ts', 'src/kernel/places/index.ts'],
  ['engines-stand-alone', 'src/engines/draw/index.ts', 'src/platform/time.ts'],
  ['outside-knows-platform-only', 'src/outside/mail/real.ts', 'src/kernel/places/index.ts'],
  ['web-knows-no-service', 'src/web/a.ts', 'src/platform/db/open.ts'],
  ['web-knows-no-service-types', 'src/web/b.ts', 'src/services/desk/service.ts'],
  ['islands-stay-in-the-browser', 'src/web/islands/a.ts', 'src/platform/words.ts'],
  ['kernel-knows-no-service', 'src/kernel/cases/a.ts', 'src/services/desk/service.ts'],
  ['services-never-call-services', 'src/services/strategy/a.ts', 'src/services/desk/service.ts'],
  ['modules-do-not-join-the-house', 'src/services/strategy/b.ts', 'src/city.ts'],
  ['kernel-order-places', 'src/kernel/places/a.ts', 'src/kernel/cases/index.ts'],
  ['kernel-order-identity', 'src/kernel/identity/a.ts', 'src/kernel/places/index.ts'],
  ['only-through-the-door', 'src/services/strategy/c.ts', 'src/kernel/cases/queries.ts'],
  ['outside-by-its-interface', 'src/services/strategy/d.ts', 'src/outside/mail/pretend.ts'],
  ['facts-are-types', 'src/services/strategy/e.ts', 'src/services/desk/facts.ts'],
  ['room-pages', 'src/services/desk/pages/a.tsx', 'src/services/desk/queries.ts'],
  ['room-forms', 'src/services/desk/forms.ts', 'src/services/desk/actions.ts'],
  ['room-queries', 'src/services/desk/queries.ts', 'src/services/desk/actions.ts'],
  ['room-actions', 'src/services/desk/actions.ts', 'src/services/desk/pages/b.tsx'],
  ['room-reactions', 'src/services/desk/reactions.ts', 'src/services/desk/tables.ts'],
  ['room-routes', 'src/services/desk/routes/a.ts', 'src/services/desk/tables.ts'],
  ['room-policy', 'src/services/desk/policy.ts', 'src/services/desk/tables.ts'],
  ['room-rules', 'src/services/desk/rules.ts', 'src/services/desk/tables.ts'],
  ['room-tables', 'src/services/desk/tables.ts', 'src/services/desk/forms.ts'],
  ['room-facts', 'src/services/desk/facts.ts', 'src/services/desk/tables.ts'],
  ['rules-are-pure', 'src/kernel/cases/rules.ts', 'src/platform/db/open.ts'],
  ['rules-and-engines-touch-nothing', 'src/kernel/places/rules.ts', 'node:fs'],
  ['no-tests-in-the-city', 'src/services/strategy/f.ts', 'tests/people.ts'],
  ['resolves', 'src/services/strategy/g.ts', 'src/nowhere.ts'],
  ['no-cycles', 'src/web/circle/a.ts', 'src/web/circle/b.ts'],
  ['no-development-packages', 'src/web/c.ts', 'vitest'],
]

const right: [string, string][] = [
  ['src/services/events/actions.ts', 'src/kernel/media/index.ts'],
  ['src/services/events/rules.ts', 'src/platform/time.ts'],
  ['src/services/events/routes.ts', 'src/services/events/queries.ts'],
  ['src/services/events/reactions.ts', 'src/services/events/actions.ts'],
  ['src/services/events/actions.test.ts', 'src/kernel/media/tables.ts'],
  ['src/kernel/notifications/actions.ts', 'src/outside/mail/index.ts'],
  ['src/kernel/notifications/index.ts', 'src/kernel/media/index.ts'],
]

let folder: string
let cruised: Cruised

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-imports-'))
  const imports: [string, string][] = [...wrong.map(([, from, to]): [string, string] => [from, to]), ...right]
  const texts = new Map<string, string>(imports.map(([, to]) => [to, '']))
  for (const [from, to] of imports)
    texts.set(from, `${texts.get(from) ?? ''}import * as a from '${specifier(from, to)}'\na.b()\n`)
  texts.set('src/web/circle/b.ts', "import * as a from './a.ts'\na.b()\n")
  // `import type` is how facts are heard, and pages may know the shape of what they show.
  texts.set('src/services/bureau/actions.ts', "import type { A } from '../desk/facts.ts'\nexport type B = A\n")
  texts.set('src/services/bureau/pages/a.tsx', "import type { A } from '../queries.ts'\nexport type B = A\n")
  texts.set('src/services/bureau/queries.ts', 'export type A = string\n')
  const manifest = { type: 'module', dependencies: {}, devDependencies: { vitest: '1.0.0' } }
  texts.set('package.json', JSON.stringify(manifest))
  texts.set('node_modules/vitest/package.json', JSON.stringify({ name: 'vitest', main: 'index.js' }))
  texts.set('node_modules/vitest/index.js', '')
  for (const [path, text] of texts) {
    if (['node:fs', 'vitest', 'src/nowhere.ts'].includes(path)) continue
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text || 'export const b = () => {}\n')
  }
  cruised = await cruiseImports(folder, 'src', join(projectRoot, '.dependency-cruiser.mjs'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

it.each(wrong)('%s is seen in %s', (rule, from) => {
  expect(cruised.broken.filter((one) => one.from === from).map((one) => one.rule)).toContain(rule)
})

it('every rule is seen to fail here', async () => {
  const { default: config } = await import('../../.dependency-cruiser.mjs')
  const seen = new Set(cruised.broken.map(({ rule }) => rule.replace(/^kernel-order-.*/, 'kernel-order')))
  const all = new Set(config.forbidden.map(({ name }) => name.replace(/^kernel-order-.*/, 'kernel-order')))
  expect([...all].filter((name) => !seen.has(name))).toEqual([])
})

it('what the house allows breaks no rule', () => {
  const expected = new Set([...wrong.map(([, from]) => from), 'src/web/circle/b.ts'])
  expect(cruised.broken.filter(({ from }) => !expected.has(from)).map(({ sentence }) => sentence)).toEqual([])
})

it('a broken rule is told in a sentence', () => {
  const found = cruised.broken.find(({ rule }) => rule === 'services-never-call-services')
  expect(found?.sentence).toBe(
    'src/services/strategy/a.ts imports src/services/desk/service.ts: Services share nouns (the kernel) or hear facts; put what both need into a kernel module or announce a fact.',
  )
})

function specifier(from: string, to: string): string {
  if (!to.includes('/')) return to
  return `${'../'.repeat(from.split('/').length - 1)}${to}`
}
