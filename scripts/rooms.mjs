// The rooms that a new service begins with: enough to answer at its address in two languages, and to be tested.

/** Texts by path below the service's folder. */
export function roomsOf({ name, russian, english }) {
  const camel = name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase())
  const pascal = camel.replace(/^\w/, (letter) => letter.toUpperCase())
  return {
    'README.md': readme({ name, english }),
    'service.ts': `// The door of ${name}: what it brings to the house.
import type { Module } from '#platform/module.ts'
import { maySee${pascal} } from './policy.ts'
import { ${camel}Routes } from './routes.ts'

export const ${camel}: Module = {
  name: '${name}',
  floor: 'services',
  routes: ${camel}Routes,
  policies: [maySee${pascal}],
  menu: [{ href: '/${name}', label: '${camel}.title', order: 90 }],
}
`,
    'routes.ts': `// Which address of ${name} leads where.
import { h } from 'preact'
import { get, page, type Route } from '#platform/http/route.ts'
import { ${pascal}Page } from './pages/${name}.tsx'
import { maySee${pascal} } from './policy.ts'

export const ${camel}Routes: Route[] = [
  get('/${name}', maySee${pascal}, ({ city }) => page(city.words('${camel}.title'), h(${pascal}Page, {}))),
]
`,
    'policy.ts': `// Who may do what in ${name}.
import { policy } from '#platform/policy.ts'

export const maySee${pascal} = policy('${name}.maySee', '${camel}.policy.see', () => true)
`,
    [`pages/${name}.tsx`]: `// What people see first in ${name}.
import { useFrame } from '#platform/http/frame.ts'
import { PageHead } from '#web/components/page-head/page-head.tsx'

export function ${pascal}Page() {
  const { words } = useFrame()
  return <PageHead title={words('${camel}.title')} />
}
`,
    'words/ru.json': words({ title: russian, 'policy.see': 'Видеть эти страницы может любой' }),
    'words/en.json': words({ title: english, 'policy.see': 'Anyone may see these pages' }),
    [`${name}.test.ts`]: `// What a guest finds at /${name}.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '#tests/people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ pack: false })
})
afterAll(() => stage.close())

test.each([
  ['/${name}', ${quoted(russian)}],
  ['/en/${name}', ${quoted(english)}],
])('%s says what it is', async (address, title) => {
  const answer = await stage.guest().get(address)
  expect(answer.statusCode).toBe(200)
  expect(answer.body).toContain(\`\${title}</h1>\`)
})
`,
  }
}

function readme({ name, english }) {
  return `# ${english}

It is found at \`/${name}\`. Say here, in at most 30 lines, before the first action is written:

- **Promise.** What does it promise, and to whom?
- **Number.** Which number shows that it works, and where is it seen?
- **Facts.** What does it announce, and what does it hear?
- **People.** Which personal data does it hold, for how long, and who may read it?
`
}

function words(texts) {
  return `${JSON.stringify(texts, null, 2)}\n`
}

function quoted(text) {
  return `'${text.replaceAll('\\', '\\\\')}'`
}
