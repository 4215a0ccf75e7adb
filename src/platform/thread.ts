// Work in a thread of its own: it answers once and ends, within bounds on time and memory.
import { Worker } from 'node:worker_threads'

export interface Bounds {
  mostMs: number
  mostMegabytes: number
}

/** What a thread's file posts, given `data`; `too-heavy` when it wants more time or memory. Throws what it throws. */
export function inThread<Said>(
  program: URL,
  data: unknown,
  { mostMs, mostMegabytes }: Bounds,
): Promise<{ said: Said } | 'too-heavy'> {
  const resourceLimits = { maxOldGenerationSizeMb: mostMegabytes, maxYoungGenerationSizeMb: 64 }
  const worker = new Worker(program, { workerData: data, resourceLimits, execArgv: [], env: {} })
  return new Promise<{ said: Said } | 'too-heavy'>((resolve, reject) => {
    const late = setTimeout(() => resolve('too-heavy'), mostMs)
    worker.once('message', (said: Said) => resolve({ said }))
    worker.once('error', (error: Error & { code?: string }) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve('too-heavy') : reject(error),
    )
    worker.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`the thread of ${program.pathname.split('/').at(-1)} ended with ${code} and no answer`))
    })
  }).finally(() => worker.terminate())
}
