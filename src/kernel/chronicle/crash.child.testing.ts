// A process to be killed: says things, signs and shows checkpoints, and ends without a word at the point it was told.
import { writeSync } from 'node:fs'
import { openRecord } from './crash.testing.ts'
import { say } from './saying.testing.ts'

const [folder = '', url = '', point = '', passes = '1'] = process.argv.slice(2)
let left = Number(passes)
const record = await openRecord(folder, url || undefined, reached)

for (let turn = 0; ; turn += 1) {
  for (let n = 0; n <= turn % 4; n += 1) {
    await say(record.city(), { subject: `t:${n}` })
    tell({ said: 1 })
  }
  await record.worker.step('whenever')
  const note = await record.read('checkpoint')
  // What was shown is told before anything else can happen.
  tell({ shown: Buffer.from(note ?? []).toString() })
  reached('after-showing')
}

function tell(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

function reached(passed: string): void {
  if (passed !== point) return
  left -= 1
  if (left === 0) process.kill(process.pid, 'SIGKILL')
}
