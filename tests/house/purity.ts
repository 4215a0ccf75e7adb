// Rules about what code may touch: settings, the clock, chance and the network each have one place.
import { codeOf, type File, isTest, placesOf, type Rule } from './tree.ts'

/** Settings are read once, at the start; a setting read elsewhere is one that no list of missing settings names. */
export const settingsInConfig: Rule = (tree) =>
  except(codeOf(tree), settingsElsewhere)
    .flatMap((file) => placesOf(file, /\bprocess\.env\b|\bimport\.meta\.env\b/))
    .map((place) => `${place}: settings are read in src/platform/config.ts only; take this one from the config.`)

const settingsElsewhere = [
  'src/platform/config.ts',
  // It writes, never reads: sharp hears the name of the fonts' folder only so.
  'src/platform/pictures.ts',
]

/** Whoever waits for the world does so in src/outside, where no transaction is open. */
export const socketsOutside: Rule = (tree) =>
  except(codeOf(tree), socketsElsewhere)
    .filter(({ path }) => !path.startsWith('src/outside/') && !path.includes('/islands/'))
    .flatMap((file) => placesOf(file, sockets))
    .map((place) => `${place}: only src/outside talks to the world; make an adapter there and take it as an argument.`)

const sockets =
  /from '(node:(net|tls|dgram|http|https|http2|dns|dns\/promises)|nodemailer|undici|pg)'|(?<![.\w])fetch\(|new (WebSocket|EventSource)\(/

const socketsElsewhere = [
  // The city's own server, the database's connection, and the data folder's lock with the operator's line.
  'src/platform/http/',
  'src/platform/db/',
  'src/platform/lock',
]

/** The domain's time is city.now: only so can a day be told again in a test or the demo. */
export const timeIsHanded: Rule = (tree) =>
  codeOf(tree)
    .filter(({ path }) => /^src\/(services|kernel|engines)\//.test(path) && !path.includes('/islands/'))
    .flatMap((file) =>
      placesOf(file, /\bnew Date\(\s*\)|\bnew Date(?![(\w])|\bDate\.now\b|(?<!new )\bDate\(\s*\)|\bperformance\.now\b/),
    )
    .map((place) => `${place}: the domain has no clock; use city.now or take the time as an argument.`)

/** Nothing here is decided by a chance that nobody can check. */
export const noChance: Rule = (tree) =>
  codeOf(tree)
    .flatMap((file) => placesOf(file, /\bMath\.random\b/))
    .map((place) => `${place}: take ids and secrets from #platform/ids.ts; decide by a draw that anyone can recompute.`)

/** The strict content security policy drops them silently, so the page would look right in no browser. */
export const noInlineStyles: Rule = (tree) =>
  codeOf(tree)
    .filter(({ path }) => path.endsWith('.tsx'))
    .flatMap((file) => placesOf(file, /\sstyle=|\son[a-z]+="|<script>/))
    .map(
      (place) =>
        `${place}: browsers refuse inline styles and scripts here; use a class, a presentation attribute or an island.`,
    )

/** What is not done is an issue, not a comment. */
export const nothingUnfinished: Rule = (tree) =>
  tree.files
    .filter(({ path }) => path.startsWith('src/') && /\.(tsx?|css|sql|json)$/.test(path))
    .flatMap((file) =>
      file.text
        .split('\n')
        .flatMap((line, index) => (unfinished.some((sign) => sign.test(line)) ? [`${file.path}:${index + 1}`] : [])),
    )
    .map((place) => `${place}: finish it, or leave it out and file an issue.`)

const unfinished = [/\b(TODO|FIXME|XXX)\b/, /lorem ipsum/i]

/** A test that does not run, or that tests a stand-in of our own code, proves nothing. */
export const honestTests: Rule = (tree) =>
  tree.files
    .filter(({ path }) => isTest(path) && !path.startsWith('tests/house'))
    .flatMap((file) =>
      placesOf(
        file,
        /\b(it|test|describe)\.(skip|todo|only|skipIf|runIf)\b|\btoMatch(Inline)?Snapshot\b|\bvi\.(mock|doMock)\(/,
      ),
    )
    .map((place) => `${place}: no skipped tests, no snapshots, no mocks of our own code.`)

function except(files: readonly File[], starts: readonly string[]): File[] {
  return files.filter(({ path }) => !starts.some((start) => path.startsWith(start)))
}
