// Builds the city and runs a benchmark: of pages and posts beside a raw server, `chronicle`, of the record, `eligibility`, or `search`.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { requireNode } from './node.mjs'

requireNode()
const { build, root } = await import('./build.mjs')
await build()
const given = process.argv.slice(2)
const [name, options] = ['chronicle', 'eligibility', 'search'].includes(given[0])
  ? [given[0], given.slice(1)]
  : ['bench', given]
const child = spawn(process.execPath, [join(root, `bench/${name}.ts`), ...options], {
  stdio: 'inherit',
  cwd: root,
})
child.once('exit', (code) => {
  process.exitCode = code ?? 1
})
