// The reading of one large calendar in a thread of its own: started by apart.ts, it answers once and ends.
import { parentPort, workerData } from 'node:worker_threads'
import type { Days } from './occurrences.ts'
import { toldIn } from './told.ts'

const { bytes, days }: { bytes: Uint8Array; days: Days } = workerData
parentPort?.postMessage(toldIn(bytes, days))
