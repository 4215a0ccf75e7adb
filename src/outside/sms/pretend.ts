// The demo's text messages: kept in a file and shown on the demo's inbox page; none leaves the machine.
import { appendFile, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { readKept } from '#platform/kept.ts'
import type { Text, TextInbox } from './index.ts'

const most = 200

/** Opens the pretend inbox kept in a file of JSON lines. */
export function openTextInbox(file: string, clock: () => Date): TextInbox {
  return {
    send: async (text) => {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      await appendFile(file, `${JSON.stringify({ ...text, at: clock().toISOString() })}\n`, { mode: 0o600 })
    },
    texts: async () => {
      const lines = ((await readKept(file)) ?? '').split('\n').filter((line) => line !== '')
      return lines
        .slice(-most)
        .map((line): Text & { at: string } => JSON.parse(line))
        .reverse()
    },
    close: async () => {},
  }
}
