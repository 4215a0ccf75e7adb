// Runs the city: takes the data folder, opens everything, loads the pack, listens.

import type { Config } from '#platform/config.ts'
import { holdFolder } from '#platform/db/lock.ts'
import { tellDemo } from '../demo/index.ts'
import { readyPack } from '../pack.ts'
import { answerOrder } from './carry-out.ts'
import { openHere } from './open.ts'

/** Another program listens where the city should. */
export class PortTaken extends Error {
  constructor(config: Config) {
    super(
      `Порт ${config.port} занят другой программой. Возьмите другой: PORT=${config.port + 1} npm start\nPort ${config.port} is taken by another program; choose another with PORT.`,
    )
    this.name = 'PortTaken'
  }
}

/** Serves until SIGTERM or SIGINT. Exits 1 when another process has the data folder. */
export async function serve(config: Config): Promise<void> {
  const began = performance.now()
  let url: string | undefined
  let answer: (request: unknown, say: (line: unknown) => void) => Promise<unknown> = async () => {
    throw new Error('город ещё просыпается / the city is still waking up')
  }
  const held = await holdFolder(config.dataFolder, { answer: (request, say) => answer(request, say), url: () => url })
  if ('takenBy' in held) {
    console.error(
      `Папку ${config.dataFolder} уже держит другой город (процесс ${held.takenBy.pid}${held.takenBy.url ? `, ${held.takenBy.url}` : ''}).\nAnother city already holds this data folder.`,
    )
    process.exitCode = 1
    return
  }
  const city = await openHere(config)
  const stop = async (): Promise<void> => {
    await city.close()
    await held.release()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  try {
    url = await city.app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await city.close()
    await held.release()
    throw error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' ? new PortTaken(config) : error
  }
  answer = (request, say) => answerOrder(city, request, say)
  console.log(`Город просыпается: ${url}`)
  await readyPack(city)
  if (config.mode === 'demo') await tellDemo(city)
  // What a process that ended left waiting is signed before this one calls itself ready.
  if (config.role !== 'web') while (await city.worker.step('whenever'));
  city.startWorkers()
  console.log(`Италмас открыт: ${config.publicUrl ?? url}  (${Math.round(performance.now() - began)} мс)`)
}
