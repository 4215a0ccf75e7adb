// The verbs that need no city: checking a receipt, a whole log or a calendar, and being a witness.
import type { Command } from 'commander'
import { ical } from './ical.ts'
import type { Tool, ToolOptions } from './tool.ts'
import { verify } from './verify.ts'
import { verifyLog } from './verify-log.ts'
import { witness } from './witness.ts'

const tools: Tool[] = [verify, verifyLog, witness, ical]

/** Whether a verb is one of these. */
export function isTool(verb: string): boolean {
  return tools.some(({ words }) => words.split(' ')[0] === verb)
}

/** Adds the verbs; each sets the exit code of the process. `saying` tells what went wrong. */
export function addTools(command: Command, saying: (work: () => Promise<void>) => Promise<void>): void {
  for (const tool of tools) {
    const verb = command.command(tool.words).description(tool.about)
    for (const [flags, about] of tool.options) verb.option(flags, about, gather)
    verb.action((...given: unknown[]) =>
      saying(async () => {
        const words = given.slice(0, -2).filter((word) => typeof word === 'string')
        process.exitCode = await tool.run(words, optionsOf(given.at(-2)))
      }),
    )
  }
}

/** Each option may be given several times. */
function gather(value: unknown, before: unknown): string[] {
  return [...(Array.isArray(before) ? before : []), String(value)]
}

function optionsOf(given: unknown): ToolOptions {
  if (typeof given !== 'object' || given === null) return {}
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [value].flat().map(String)]))
}
