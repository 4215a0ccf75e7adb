// The work on one file in a thread of its own: started by apart.ts, it answers once and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { csvSheet, csvText } from './csv.ts'
import type { Put } from './put.ts'
import { type Limits, type Opened, Unreadable } from './table.ts'
import { sheetsOf } from './workbook.ts'
import { workbookBytes } from './write.ts'

export type Work =
  | { do: 'readWorkbook' | 'readCsv'; bytes: Uint8Array; limits: Limits }
  | { do: 'writeWorkbook'; sheets: readonly Put[] }
  | { do: 'writeCsv'; table: Put }

const work: Work = workerData
parentPort?.postMessage(await done(work))

async function done(work: Work): Promise<Opened | Uint8Array> {
  switch (work.do) {
    case 'readWorkbook':
      return opened(() => sheetsOf(work.bytes, work.limits))
    case 'readCsv':
      return opened(() => [csvSheet(work.bytes, work.limits)])
    case 'writeWorkbook':
      return await workbookBytes(work.sheets)
    case 'writeCsv':
      return new TextEncoder().encode(csvText(work.table))
  }
}

function opened(read: () => Extract<Opened, { ok: true }>['sheets']): Opened {
  try {
    return { ok: true, sheets: read() }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, errors: error.errors }
    throw error
  }
}
