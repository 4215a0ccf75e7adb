// The operator's command: its verbs, their help in Russian and English, and their exit codes.
import { resolve } from 'node:path'
import { Command } from 'commander'
import { ConfigWrong, readConfig } from '#platform/config.ts'
import { Failed } from '#platform/db/socket.ts'
import { carryOut, codeOf, sayOf } from './carry-out.ts'
import { orders } from './orders.ts'
import { PortTaken, serve } from './serve.ts'
import { addTools } from './tools.ts'

/** Parses the words and does the verb. Exit codes: 0 done, 1 could not be done, 2 the words were wrong. */
export async function program(argv: string[]): Promise<void> {
  const command = new Command('italmas')
    .description('Италмас: команда того, кто ведёт город. / Italmas: the command of whoever runs the city.')
    .showHelpAfterError('(italmas --help)')
    .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
  command
    .command('serve')
    .description('запустить город / run the city')
    .action(() => saying(async () => void (await serve(readConfig()))))
  for (const order of orders) {
    const verb = command
      .command(order.words)
      .description(order.about)
      .option('--json', 'ответ в JSON, по строке на запись / answer as JSON lines')
    for (const [flags, about] of order.options ?? []) verb.option(flags, about)
    verb.action(async (...given: unknown[]) => {
      const args = given
        .slice(0, -2)
        .flat()
        .filter((word) => word !== undefined)
        .map((word, place) =>
          place >= (order.filesFrom ?? Number.POSITIVE_INFINITY) ? resolve(String(word)) : String(word),
        )
      const options = readOptions(given.at(-2))
      await saying(async () => {
        const done = await order.alone?.(args, sayOf(options))
        if (order.reads !== undefined && !done) args.push(await inputOf(order.reads))
        if (done) process.exitCode = codeOf(done)
        else await carryOut(readConfig(), { verb: order.name, args, options })
      })
    })
  }
  addTools(command, saying)
  await command.parseAsync(argv)
}

function readOptions(given: unknown): Record<string, string> {
  if (typeof given !== 'object' || given === null) return {}
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]))
}

// What is longer is cut: whoever reads it must not be filled up by a stranger.
async function inputOf(most: number): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk)
    if (length < most) chunks.push(bytes.subarray(0, most - length))
    length += bytes.length
  }
  return Buffer.concat(chunks).toString('base64')
}

async function saying(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    // What the settings, the port or the running city said is meant for people; anything else is a bug and needs its stack.
    const told = error instanceof ConfigWrong || error instanceof PortTaken || error instanceof Failed
    console.error(error instanceof Error ? (told ? error.message : (error.stack ?? error.message)) : error)
    process.exitCode = 1
  }
}
