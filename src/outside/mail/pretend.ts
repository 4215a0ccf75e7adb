// The demo's mail: letters are kept in a file and shown on the demo's inbox page; none leaves the machine.
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Inbox, Letter } from './index.ts'

const most = 200

/** Opens the pretend inbox kept in a file of JSON lines. */
export function openInbox(file: string, clock: () => Date): Inbox {
  return {
    send: async (letter) => {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      await appendFile(file, `${JSON.stringify({ ...letter, at: clock().toISOString() })}\n`, { mode: 0o600 })
    },
    letters: async () => {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return ''
        throw error
      })
      const lines = text
        .split('\n')
        .filter((line) => line !== '')
        .slice(-most)
      return lines.map((line): Letter & { at: string } => JSON.parse(line)).reverse()
    },
  }
}
