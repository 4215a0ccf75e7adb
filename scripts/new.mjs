// Makes a new service with the required rooms: npm run new yard-contests "Дворовые конкурсы" "Yard contests".

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { requireNode } from './node.mjs'
import { roomsOf } from './rooms.mjs'

requireNode()
const root = join(import.meta.dirname, '..')
const list = join(root, 'src/services.ts')
const [name, russian, english] = process.argv.slice(2)

const wrong = await whatIsWrong()
if (wrong.length > 0) {
  for (const sentence of wrong) console.error(sentence)
  process.exit(1)
}
await make()

/** Everything that is wrong, at once. */
async function whatIsWrong() {
  if (!name || !russian || !english) {
    return [
      'Назовите службу: папку и имена по-русски и по-английски.',
      'Name the service: its folder, and its name in Russian and English.',
      '  npm run new yard-contests "Дворовые конкурсы" "Yard contests"',
    ]
  }
  const addresses = await readFile(join(root, 'docs/addresses.md'), 'utf8')
  const taken = ['kernel', 'services'].find((floor) => existsSync(join(root, 'src', floor, name)))
  return [
    ...(/^[a-z]+(-[a-z]+)*$/.test(name)
      ? []
      : [`«${name}»: в имени папки только строчные латинские буквы и дефисы (lower-case letters and hyphens only).`]),
    ...(taken ? [`src/${taken}/${name} уже есть (is there already).`] : []),
    ...(addresses.includes(`\`/${name}\``) || ['en', 'udm', 'demo', 'platform', 'web', 'facts'].includes(name)
      ? [`Адрес или слово «${name}» в доме уже занято, см. docs/addresses.md (this name is taken).`]
      : []),
    ...(/[а-яё]/i.test(russian) ? [] : [`«${russian}»: имя по-русски пишется по-русски (write it in Russian).`]),
    ...(/[a-z]/i.test(english) ? [] : [`«${english}»: имя по-английски (write it in English).`]),
    ...(/[{}'<>]/.test(`${russian}${english}`) ? ["В именах нет знаков { } ' < > (no such signs in names)."] : []),
  ]
}

async function make() {
  const rooms = roomsOf({ name, russian, english })
  const folder = join('src/services', name)
  for (const [path, text] of Object.entries(rooms)) {
    await mkdir(dirname(join(root, folder, path)), { recursive: true })
    await writeFile(join(root, folder, path), text)
  }
  await writeFile(list, listed(await readFile(list, 'utf8')))
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--write', folder, list],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  console.log(`${folder} построена, строка в src/services.ts добавлена (made and listed).`)
  console.log('Дальше: обещание в README.md, затем npm run check (next: the promise in README.md, then npm run check).')
}

/** One import and one line more. */
function listed(text) {
  const camel = name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase())
  const imported = text.replace(
    /(\nimport [^\n]+\n)(?!import )/,
    `$1import { ${camel} } from './services/${name}/service.ts'\n`,
  )
  const end = imported.lastIndexOf(']\n}')
  if (end < 0) throw new Error('src/services.ts не похож на список: добавьте строку сами (add the line yourself)')
  const before = imported.slice(0, end).trimEnd()
  return `${before}${/[,[]$/.test(before) ? '' : ','} ${camel}${imported.slice(end)}`
}
