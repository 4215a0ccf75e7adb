// The house as the architecture tests see it: paths and texts of its files, and its modules.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#platform/root.ts'

export interface File {
  path: string
  text: string
}

export interface Tree {
  files: readonly File[]
}

/** A rule answers a sentence for each place where the house departs from it. */
export type Rule = (tree: Tree) => string[]

export interface HouseModule {
  floor: 'kernel' | 'services'
  name: string
  /** `src/services/small-wins/`. */
  folder: string
  /** Its files, with paths below the folder. */
  files: readonly File[]
}

const read = ['src', 'tests', 'scripts', 'bench', 'docs']
const texts = /\.(ts|tsx|mjs|mts|css|json|sql|md)$/

export function readTree(root: string = projectRoot): Tree {
  return { files: read.flatMap((folder) => filesUnder(root, folder)) }
}

/** Makes a small house by hand, to see a rule fail. */
export function treeOf(files: Record<string, string>): Tree {
  return { files: Object.entries(files).map(([path, text]) => ({ path, text })) }
}

export function modulesOf(tree: Tree): HouseModule[] {
  const modules = new Map<string, HouseModule & { files: File[] }>()
  for (const file of tree.files) {
    const found = /^src\/(kernel|services)\/([^/]+)\/(.+)$/.exec(file.path)
    if (!found) continue
    const [, floor, name = '', rest = ''] = found
    const folder = `src/${floor}/${name}/`
    const known = modules.get(folder) ?? { floor: floor === 'kernel' ? 'kernel' : 'services', name, folder, files: [] }
    known.files.push({ path: rest, text: file.text })
    modules.set(folder, known)
  }
  return [...modules.values()]
}

/** The TypeScript that runs: no tests. */
export function codeOf(tree: Tree): File[] {
  return tree.files.filter(({ path }) => path.startsWith('src/') && /\.tsx?$/.test(path) && !isTest(path))
}

/** A test, or the stage that the tests of a module share (`testing.ts`, `*.testing.ts`). */
export function isTest(path: string): boolean {
  return /[./](test|testing)\.(tsx?|mjs|d\.mts)$/.test(path)
}

/** small-wins → smallWins. */
export function camel(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** The text with comments made blank, lines kept; a `//` after a colon or quote is an address, not a comment. */
export function withoutComments(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1')
}

/** `path:line` of each match. */
export function placesOf(file: File, pattern: RegExp): string[] {
  const lines = withoutComments(file.text).split('\n')
  return lines.flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}`] : []))
}

function filesUnder(root: string, folder: string): File[] {
  let entries: ReturnType<typeof entriesOf>
  try {
    entries = entriesOf(join(root, folder))
  } catch {
    return []
  }
  return entries.map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(root, folder, path), 'utf8') }))
}

function entriesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => texts.test(path))
    .sort()
}
