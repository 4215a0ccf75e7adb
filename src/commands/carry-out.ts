// Carries out an operator's order: a running city answers it over the lock's socket; otherwise this process opens the folder.
import { z } from 'zod'
import type { Config } from '#platform/config.ts'
import { askHolder, holdFolder } from '#platform/db/lock.ts'
import type { OpenCity } from '../city.ts'
import { openHere } from './open.ts'
import { orders, type Say } from './orders.ts'

const order = z.object({ verb: z.string(), args: z.array(z.string()), options: z.record(z.string(), z.string()) })
export type Order = z.output<typeof order>

/** Does the order and prints its lines; sets exit code 1 when the order's answer is not ok. */
export async function carryOut(config: Config, asked: Order): Promise<void> {
  const print: Say = (line) =>
    console.log(asked.options.json === 'true' ? JSON.stringify(line.data ?? { text: line.text }) : line.text)
  const held = await holdFolder(config.dataFolder, {
    answer: async () => {
      throw new Error('папка занята другой командой / the folder is held by another command')
    },
  })
  if ('takenBy' in held) {
    const asking = await askHolder(config.dataFolder, asked, (line) => print(sayable.parse(line)))
    if (asking.holder === undefined || asking.answer !== true) process.exitCode = 1
    return
  }
  const city = await openHere(config)
  try {
    if (!(await answerOrder(city, asked, print))) process.exitCode = 1
  } finally {
    await city.close()
    await held.release()
  }
}

const sayable = z.object({ text: z.string(), data: z.unknown().optional() })

/** Does an order in an open city. */
export async function answerOrder(city: OpenCity, request: unknown, say: Say): Promise<boolean> {
  const asked = order.parse(request)
  const known = orders.find((candidate) => candidate.name === asked.verb)
  if (!known) throw new Error(`нет такой команды / no such verb: ${asked.verb}`)
  return known.run(city, asked.args, asked.options, say)
}
