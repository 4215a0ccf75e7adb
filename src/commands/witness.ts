// `italmas witness`: a witness of logs that anyone can run; it cosigns a log only while the log keeps its past.
import { hostname } from 'node:os'
import { z } from 'zod'
import {
  newSigner,
  type Signer,
  signerFrom,
  signerText,
  type Verifier,
  verifierFrom,
  vkeyOf,
  type WitnessState,
  witnessAnswer,
} from '#engines/transparency-log/index.ts'
import { serveWitness } from '#outside/witness/real.ts'
import { holdFolder } from '#platform/db/lock.ts'
import { keep, keepFirst, readKept } from '#platform/kept.ts'
import { type ExitCode, plainly, type Tool, type ToolOptions } from './tool.ts'

export const witness: Tool = {
  words: 'witness',
  about:
    'быть свидетелем летописи: заверять, что прошлое не переписано / witness a log: cosign that its past was not rewritten',
  options: [
    [
      '--listen <address>',
      'где слушать: 8090 (только эта машина) или 0.0.0.0:8090 / where to listen; a bare port means this machine only',
    ],
    [
      '--key <file>',
      'файл ключа, создаётся сам; рядом хранится виденное / the key file, made if absent; what was seen is kept beside it',
    ],
    ['--log <vkey>', 'ключ летописи, можно несколько / the public key of a log; may be repeated'],
    ['--name <name>', 'имя нового ключа, например paper.example/witness / the name of a new key'],
  ],
  run,
}

async function run(_args: string[], options: ToolOptions): Promise<ExitCode> {
  const [keyFile] = options.key ?? []
  const place = placeOf(options.listen?.[0] ?? '')
  const logs = options.log?.map(logKey) ?? []
  const wrong = [
    ...(place ? [] : ['--listen 8090 | 0.0.0.0:8090 | [::]:8090']),
    ...(keyFile === undefined ? ['--key FILE'] : []),
    ...(logs.length > 0 && !logs.includes(null) ? [] : ['--log VKEY']),
  ]
  if (!place || keyFile === undefined || wrong.length > 0) return failing(2, `нужно / needed: ${wrong.join(', ')}`)
  const signer = await keyIn(keyFile, options.name?.[0])
  if (typeof signer === 'string') return failing(1, signer)
  // Two processes with one key could cosign two pasts: the folder lets one in.
  const folder = `${keyFile}.seen`
  const held = await holdFolder(folder, { answer: async () => null })
  if ('takenBy' in held) return failing(1, `ключ занят процессом / the key is in use by process ${held.takenBy.pid}`)
  try {
    return await serve(
      place,
      signer,
      logs.filter((log) => log !== null),
      `${folder}/state.json`,
    )
  } finally {
    await held.release()
  }
}

async function serve(place: Place, signer: Signer, logs: Verifier[], file: string): Promise<ExitCode> {
  let state = await stateIn(file)
  if (!state) return failing(1, `файл испорчен, верните его из копии / the file is damaged, restore it: ${file}`)
  const answer = async (request: string) => {
    const before: WitnessState = state ?? {}
    const seconds = Math.floor(Date.now() / 1000)
    const { state: after, ...reply } = witnessAnswer(before, request, { logs, witness: signer, seconds })
    if (after !== before) await keep(file, JSON.stringify(after))
    state = after
    console.log(
      `${new Date().toISOString()} ${reply.status} ${plainly(reply.status === 200 ? seenIn(after) : reply.body)}`,
    )
    return reply
  }
  const server = await serveWitness(place, { front: `${vkeyOf(signer)}\n`, answer }).catch(
    (error: Error) => error.message,
  )
  if (typeof server === 'string') return failing(1, `не слушает / cannot listen: ${server}`)
  console.log(`ключ / key: ${vkeyOf(signer)}`)
  console.log(`свидетель слушает / the witness listens: ${server.url}`)
  await new Promise<void>((end) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end())
  })
  await server.close()
  return 0
}

interface Place {
  host: string
  port: number
}

function placeOf(text: string): Place | null {
  const found = /^(?:(\[[0-9a-f:.]+\]|[\w.-]+):)?(\d{1,5})$/i.exec(text)
  const [, host = '127.0.0.1', port = ''] = found ?? []
  return found && Number(port) < 65_536 ? { host: host.replaceAll(/[[\]]/g, ''), port: Number(port) } : null
}

function logKey(text: string): Verifier | null {
  try {
    const verifier = verifierFrom(text)
    return verifier.kind === 'log' ? verifier : null
  } catch {
    return null
  }
}

/** The key of the file, made for the owner alone where there is none; a sentence when it is no key of a witness. */
async function keyIn(file: string, name = `${hostname().replaceAll(/[\s+]/g, '-')}/witness`): Promise<Signer | string> {
  try {
    if ((await readKept(file)) === null) await keepFirst(file, `${signerText(newSigner(name, undefined, 'witness'))}\n`)
    const signer = signerFrom(((await readKept(file)) ?? '').trimEnd())
    return signer.kind === 'witness' ? signer : `это ключ не свидетеля / no key of a witness: ${file}`
  } catch (error) {
    return `${file}: ${error instanceof Error ? error.message : String(error)}`
  }
}

const remembered = z.record(z.string(), z.object({ size: z.int().min(0), root: z.base64(), seconds: z.int().min(0) }))

/** What the witness has seen; null when the file is there and says nothing that it can rely on. */
async function stateIn(file: string): Promise<WitnessState | null> {
  const text = await readKept(file)
  if (text === null) return {}
  try {
    return remembered.parse(JSON.parse(text))
  } catch {
    return null
  }
}

function seenIn(state: WitnessState): string {
  return Object.entries(state)
    .map(([origin, { size }]) => `${origin} ${size}`)
    .join(', ')
}

function failing(code: ExitCode, text: string): ExitCode {
  console.error(text)
  return code
}
