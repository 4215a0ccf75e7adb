// Runs the workers and the clock of one process: woken by commits, and looking by themselves once a second.
import type { Worker } from '#platform/facts/index.ts'
import type { Log } from '#platform/log.ts'

export interface Workers {
  wake(): void
  stop(): Promise<void>
}

/** Starts the loop. A failure of the loop itself (the database is away) is logged and tried again. */
export function runWorkers(worker: Worker, log: Log, pauseMs = 1000): Workers {
  let stopped = false
  let wake = (): void => {}
  const loop = async (): Promise<void> => {
    while (!stopped) {
      try {
        await worker.tick()
        while (!stopped && (await worker.step()));
      } catch (error) {
        log.error({ error: error instanceof Error ? error.message : String(error) }, 'the workers could not work')
      }
      if (stopped) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const done = loop()
  return {
    wake: () => wake(),
    stop: async () => {
      stopped = true
      wake()
      await done
    },
  }
}
