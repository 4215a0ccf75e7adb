// The verbs that need no city as a program of their own: it starts at once, since nothing of the city is loaded for it.
import { Command } from 'commander'
import { addTools, isTool } from './tools.ts'

/** Does the verb, if it is one of these; answers whether it was. */
export async function doneAlone(argv: string[]): Promise<boolean> {
  if (!isTool(argv[2] ?? '')) return false
  const command = new Command('italmas')
    .showHelpAfterError('(italmas --help)')
    .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
  addTools(command, (work) => work())
  await command.parseAsync(argv)
  return true
}
