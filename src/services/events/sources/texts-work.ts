// The reading of one large page or feed in a thread of its own: started by texts-apart.ts, it answers once and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { nextIn, readText, type TextAsked } from './texts.ts'

const asked: TextAsked = workerData
parentPort?.postMessage(asked.what === 'next' ? nextIn(asked) : readText(asked, asked.options))
