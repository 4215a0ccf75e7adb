// Builds the city and runs the benchmark: pages and posts beside a raw server that sends the same bytes.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { requireNode } from './node.mjs'

requireNode()
const { build, root } = await import('./build.mjs')
await build()
const child = spawn(process.execPath, [join(root, 'bench/bench.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: root,
})
child.once('exit', (code) => {
  process.exitCode = code ?? 1
})
