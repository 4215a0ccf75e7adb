// Carries out an operator's order: a running city answers it over the lock's socket; otherwise this process opens the folder.
import { z } from 'zod'
import type { Config } from '#platform/config.ts'
import { askHolder, holdFolder } from '#platform/db/lock.ts'
import { Refusal } from '#platform/refusal.ts'
import type { OpenCity } from '../city.ts'
import { openHere } from './open.ts'
import type { Outcome, Say } from './order.ts'
import { orders } from './orders.ts'

const order = z.object({ verb: z.string(), args: z.array(z.string()), options: z.record(z.string(), z.string()) })
export type Order = z.output<typeof order>

/** Does the order and prints its lines; sets the exit code: 1 where it could not be done, 2 where its words were wrong. */
export async function carryOut(config: Config, asked: Order): Promise<void> {
  const print = sayOf(asked.options)
  const held = await holdFolder(config.dataFolder, {
    answer: async () => {
      throw new Error('папка занята другой командой / the folder is held by another command')
    },
  })
  if ('takenBy' in held) {
    const asking = await askHolder(config.dataFolder, asked, (line) => print(sayable.parse(line)))
    process.exitCode = asking.holder === undefined ? 1 : codeOf(asking.answer)
    return
  }
  const city = await openHere(config)
  try {
    process.exitCode = codeOf(await answerOrder(city, asked, print))
  } finally {
    await city.close()
    await held.release()
  }
}

/** Prints lines in words, or as JSON where that was asked for. */
export function sayOf(options: Record<string, string>): Say {
  return (line) => console.log(options.json === 'true' ? JSON.stringify(line.data ?? { text: line.text }) : line.text)
}

const sayable = z.object({ text: z.string(), data: z.unknown().optional() })

/** Does an order in an open city. */
export async function answerOrder(city: OpenCity, request: unknown, say: Say): Promise<Outcome> {
  const asked = order.parse(request)
  const known = orders.find((candidate) => candidate.name === asked.verb)
  if (!known) throw new Error(`нет такой команды / no such verb: ${asked.verb}`)
  try {
    return await known.run(city, asked.args, asked.options, say)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [ru, en] = [city.shared.wordsIn('ru'), city.shared.wordsIn('en')]
    say({
      text: `${ru(error.key, error.values)} / ${en(error.key, error.values)}`,
      data: { error: en(error.key, error.values), kind: error.kind },
    })
    return 'failed'
  }
}

/** Exit code of an outcome. */
export function codeOf(outcome: unknown): 0 | 1 | 2 {
  return outcome === 'done' ? 0 : outcome === 'misused' ? 2 : 1
}
