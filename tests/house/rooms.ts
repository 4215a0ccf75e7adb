// Rules about where things lie: the same rooms in every module, one name for a module everywhere, files of a readable size.
import {
  camel,
  codeOf,
  type File,
  type HouseModule,
  isTest,
  modulesOf,
  placesOf,
  type Rule,
  withoutComments,
} from './tree.ts'

const rooms = [
  ...['service', 'index', 'routes', 'pages', 'forms', 'actions', 'queries', 'rules', 'policy', 'facts', 'reactions'],
  ...['tables', 'migrations', 'words', 'feeds', 'open-data', 'webhooks', 'islands', 'demo', 'pack'],
]

/** Every service has the required rooms, and each file is a room of the house or is introduced in the module's README. */
export const sameRooms: Rule = (tree) =>
  modulesOf(tree).flatMap((module) => {
    const has = (path: string) => module.files.some((file) => file.path === path)
    const door = module.floor === 'services' ? 'service.ts' : 'index.ts'
    const missing = ['README.md', door]
      .filter((path) => !has(path))
      .map(
        (path) => `${module.folder} has no ${path}: every module needs one (docs/house.md, "The rooms of a service").`,
      )
    const readme = module.files.find((file) => file.path === 'README.md')?.text ?? ''
    const strange = [...new Set(module.files.filter((file) => !isTest(file.path)).map((file) => topOf(file.path)))]
      .filter((top) => !rooms.includes(top) && top !== 'README' && !introduces(readme, top))
      .map(
        (top) =>
          `${module.folder}${top} is no room of the house (docs/house.md): move it into one, or say in the module's README.md, with the name \`${top}\`, which question it answers.`,
      )
    return [...missing, ...strange]
  })

/** Each service stands in the one list, and nothing else does. */
export const oneList: Rule = (tree) => {
  const list = tree.files.find((file) => file.path === 'src/services.ts')?.text ?? ''
  return modulesOf(tree)
    .filter((module) => module.floor === 'services' && !list.includes(`services/${module.name}/service.ts'`))
    .map((module) => `${module.folder} is not in src/services.ts: add one import and one line there.`)
}

/** A kernel module has a place in the order in which the kernel is built. */
export const kernelPlaces =
  (order: readonly string[]): Rule =>
  (tree) =>
    modulesOf(tree)
      .filter((module) => module.floor === 'kernel' && !order.includes(module.name))
      .map((module) => `${module.folder} has no place in the order of the kernel: add it to .dependency-cruiser.mjs.`)

/** The folder's name is the schema's, the facts' and the addresses' name. */
export const oneName: Rule = (tree) => {
  const listed = addressesIn(tree.files.find((file) => file.path === 'docs/addresses.md')?.text ?? '')
  const modules = modulesOf(tree)
  const services = modules.filter(({ floor }) => floor === 'services')
  return modules.flatMap((module) => [
    ...foreignSchemas(module),
    ...foreignFacts(module),
    ...foreignAddresses(module, listed),
    ...foreignWords(module, services),
  ])
}

/** Nothing is called by a word that says nothing. */
export const tellingNames: Rule = (tree) =>
  tree.files
    .filter(
      ({ path }) => path.startsWith('src/') && /(^|[/.-])(utils?|helpers?|common|managers?|misc)([/.-]|$)/i.test(path),
    )
    .map(({ path }) => `${path}: this name says nothing; name it after what it is about.`)

/** No file is longer than a person reads at once. */
export const shortFiles: Rule = (tree) =>
  tree.files
    .filter(({ path }) => /\.(tsx?|mjs|mts|css)$/.test(path))
    .map(({ path, text }) => ({ path, lines: text.replace(/\n$/, '').split('\n').length }))
    .filter(({ lines }) => lines > 300)
    .map(({ path, lines }) => `${path} has ${lines} lines, 300 are allowed: make the room a folder of the same name.`)

/** Each file opens with a sentence that says what it is; a component's style is introduced by the component beside it. */
export const openingSentences: Rule = (tree) =>
  tree.files
    .filter(
      ({ path }) =>
        /^(src|scripts)\/.+\.(tsx?|mjs|css)$/.test(path) && !isTest(path) && !/components\/.+\.css$/.test(path),
    )
    .filter(({ text }) => !/^(#![^\n]*\n)?\s*\/[/*]/.test(text))
    .map(({ path }) => `${path} does not open with a comment: say in one sentence what it is.`)

export const namedExports: Rule = (tree) =>
  codeOf(tree)
    .flatMap((file) => placesOf(file, /^\s*export\s+default\b|\bas\s+default\b/))
    .map((place) => `${place}: exports are named here; give it a name.`)

function topOf(path: string): string {
  const [first = ''] = path.split('/')
  return first.replace(/(\.process)?(\.test)?\.\w+$/, '')
}

function introduces(readme: string, top: string): boolean {
  return new RegExp(`\`${top}(/|\\.tsx?)?\``).test(readme)
}

function foreignSchemas(module: HouseModule): string[] {
  const own = module.name.replaceAll('-', '_')
  const named =
    /\b(?:create (?:table|view|type|function|sequence|materialized view)(?: if not exists)?|alter table(?: only)?|insert into|update|references|create (?:unique )?index[^;(]*?\bon)\s+"?([a-z_]+)"?\./gi
  return module.files
    .filter(({ path }) => path.startsWith('migrations/'))
    .flatMap(({ path, text }) => {
      const sql = text.replaceAll(/--[^\n]*/g, '')
      const foreign = [...sql.matchAll(named)].map(([, schema = '']) => schema).filter((schema) => schema !== own)
      return [...new Set(foreign)].map(
        (schema) =>
          `${module.folder}${path} touches schema ${schema}: a module's tables lie in its own schema, ${own}.`,
      )
    })
}

function foreignFacts(module: HouseModule): string[] {
  return module.files.filter(isCode).flatMap(({ path, text }) =>
    [...withoutComments(text).matchAll(/\bannounce\(\s*\w+,\s*['"`]([\w-]+)\./g)]
      .map(([, prefix = '']) => prefix)
      .filter((prefix) => prefix !== module.name)
      .map(
        (prefix) =>
          `${module.folder}${path} announces a fact of ${prefix}: a module announces its own facts only, ${module.name}.*.`,
      ),
  )
}

function foreignAddresses(module: HouseModule, listed: readonly string[]): string[] {
  const own = [`/${module.name}`, `/desk/${module.name}`, ...listed]
  const belongs = (address: string) =>
    own.some((start) => address === start || (start !== '/' && address.startsWith(`${start}/`)))
  return module.files.filter(isCode).flatMap(({ path, text }) =>
    [...withoutComments(text).matchAll(/(?<![.\w])(?:get|post)\(\s*['"`](\/[^'"`]*)/g)]
      .map(([, address = '']) => address)
      .filter((address) => !belongs(address.replace(/\.(atom|json|xml|csv|svg|png)$/, '')))
      .map(
        (address) =>
          `${module.folder}${path} answers at ${address}: addresses of this module begin with /${module.name}, or are listed in docs/addresses.md.`,
      ),
  )
}

/** A phrase on the screen leads to its folder, so a service speaks its own words and those of the floors below. */
function foreignWords(module: HouseModule, services: readonly HouseModule[]): string[] {
  if (module.floor !== 'services') return []
  const others = services.filter((other) => other !== module).map((other) => camel(other.name))
  return module.files.filter(isCode).flatMap(({ path, text }) =>
    [...withoutComments(text).matchAll(/\bwords\(\s*['"`]([a-zA-Z]+)\./g)]
      .map(([, prefix = '']) => prefix)
      .filter((prefix) => others.includes(prefix))
      .map(
        (prefix) => `${module.folder}${path} says ${prefix}.*: a service says its own words, ${camel(module.name)}.*.`,
      ),
  )
}

/** Addresses stand in backticks at the start of a list item or table row. */
function addressesIn(text: string): string[] {
  return [...text.matchAll(/^(?:[-*]|\|)\s*`(\/[^`]*)`/gm)].map(([, address = '']) => address)
}

function isCode({ path }: File): boolean {
  return /\.tsx?$/.test(path) && !isTest(path)
}
