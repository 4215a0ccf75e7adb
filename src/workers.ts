// Runs the workers and the clock of one process: woken by commits, and looking by themselves once a second.
import type { Worker } from '#platform/facts/index.ts'
import { type Log, tellable } from '#platform/log.ts'

export interface Workers {
  wake(): void
  stop(): Promise<void>
}

/**
 * Starts a loop for actions and one for each reaction that delivers, so that a mail server that hangs holds up nothing but
 * letters. A failure of a loop itself (the database is away) is logged and tried again.
 */
export function runWorkers(worker: Worker, log: Log, pauseMs = 1000): Workers {
  const loops = [
    runLoop(log, pauseMs, async (goesOn) => {
      await worker.tick()
      while (goesOn() && (await worker.step('when')));
    }),
    ...worker.senders.map((sender) =>
      runLoop(log, pauseMs, async (goesOn) => {
        while (goesOn() && (await worker.step('deliver', sender)));
      }),
    ),
  ]
  return {
    wake: () => {
      for (const loop of loops) loop.wake()
    },
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

function runLoop(log: Log, pauseMs: number, turn: (goesOn: () => boolean) => Promise<void>): Workers {
  let stopped = false
  // Kept, since a commit may come while a turn ends, after it has looked for the last time.
  let woken = false
  let wakeUp = (): void => {}
  const loop = async (): Promise<void> => {
    while (!stopped) {
      woken = false
      try {
        await turn(() => !stopped)
      } catch (error) {
        log.error({ error: tellable(error) }, 'the workers could not work')
        woken = false
      }
      if (stopped || woken) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs)
        wakeUp = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const done = loop()
  const wake = (): void => {
    woken = true
    wakeUp()
  }
  return {
    wake,
    stop: async () => {
      stopped = true
      wake()
      await done
    },
  }
}
