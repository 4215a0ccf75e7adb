// The seal of the record: the keys that sign its checkpoints, and the checkpoint published last, both in files.
import { join } from 'node:path'
import {
  type Checkpoint,
  checkpointFrom,
  newSigner,
  readNote,
  type Signer,
  signerFrom,
  signerText,
  type Verifier,
  verifierFrom,
  vkeyOf,
} from '#engines/transparency-log/index.ts'
import { type ChronicleConfig, ConfigWrong } from '#platform/config.ts'
import { keep, keepFirst, readKept } from '#platform/kept.ts'

export interface Kept {
  note: string
  checkpoint: Checkpoint
}

export interface WitnessAddress {
  vkey: string
  verifier: Verifier
  url: string
}

export interface Seal {
  readonly origin: string
  readonly witnesses: readonly WitnessAddress[]
  /** The keys that sign, the current one first; read anew each time, since another process may have rotated them. */
  signers(): Promise<Signer[]>
  /** Puts a new key before the others; answers both verifier keys. */
  rotate(): Promise<{ from: string; to: string }>
  /** The checkpoint that this data folder has published last; null before the first. */
  kept(): Kept | null
  /** Keeps a note as published last. Once it has answered, the note may be shown to anybody. */
  keep(note: string): Promise<void>
}

/**
 * Opens the seal. The demo makes its key; a live city has made it by the command. Throws ConfigWrong when a file is not there or
 * is not what it should be.
 */
export async function openSeal(config: ChronicleConfig, mode: 'demo' | 'live'): Promise<Seal> {
  if (mode === 'demo') await makeKey(config)
  const signers = () => readSigners(config)
  await signers()
  const witnesses = await readWitnesses(config.witnessesFile)
  const headFile = join(config.folder, 'head')
  let kept = keptFrom(await readKept(headFile), headFile)
  return {
    origin: config.origin,
    witnesses,
    signers,
    rotate: async () => {
      const before = await signers()
      const next = newSigner(config.origin)
      await keep(config.keyFile, linesOf([next, ...before]))
      return { from: before[0] ? vkeyOf(before[0]) : '', to: vkeyOf(next) }
    },
    kept: () => kept,
    keep: async (note) => {
      await keep(headFile, note)
      kept = keptFrom(note, headFile)
    },
  }
}

/** Makes the key of a record, readable by its owner only, unless there is one; answers the current verifier key. */
export async function makeKey(config: ChronicleConfig): Promise<{ made: boolean; vkey: string }> {
  const made = await keepFirst(config.keyFile, linesOf([newSigner(config.origin)]))
  const [current] = await readSigners(config)
  return { made, vkey: current ? vkeyOf(current) : '' }
}

async function readSigners({ keyFile, origin }: ChronicleConfig): Promise<Signer[]> {
  const wrong = (ru: string, en: string) => new ConfigWrong([`CHRONICLE_KEY_FILE: ${keyFile}: ${ru} / ${en}`])
  const text = await readKept(keyFile)
  if (text === null) throw wrong('нет такого файла; его создаёт npx italmas chronicle key', 'there is no such file')
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length === 0) throw wrong('в файле нет ключей', 'the file has no keys')
  return lines.map((line, index) => {
    const signer = orNull(() => signerFrom(line.trim()))
    if (signer?.kind !== 'log') {
      throw wrong(`строка ${index + 1} не ключ летописи`, `line ${index + 1} is no private key of a log`)
    }
    if (signer.name !== origin) {
      throw wrong(
        `ключ в строке ${index + 1} для «${signer.name}», а летопись зовётся «${origin}» (CHRONICLE_ORIGIN)`,
        `the key in line ${index + 1} is for ${signer.name}, and this record is ${origin}`,
      )
    }
    return signer
  })
}

async function readWitnesses(file: string | null): Promise<WitnessAddress[]> {
  if (file === null) return []
  const wrong = (ru: string, en: string) => new ConfigWrong([`CHRONICLE_WITNESSES_FILE: ${file}: ${ru} / ${en}`])
  const text = await readKept(file)
  if (text === null) throw wrong('нет такого файла', 'there is no such file')
  const lines = text.split('\n').map((line) => line.trim())
  return lines.flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return []
    const [vkey = '', url = '', ...more] = line.split(/\s+/)
    const verifier = orNull(() => verifierFrom(vkey))
    if (verifier?.kind !== 'witness' || !/^https?:$/.test(orNull(() => new URL(url))?.protocol ?? '') || more.length) {
      throw wrong(
        `строка ${index + 1}: нужны ключ свидетеля и адрес через пробел`,
        `line ${index + 1} is no witness key with an address`,
      )
    }
    return [{ vkey, verifier, url: url.replace(/\/+$/, '') }]
  })
}

function keptFrom(note: string | null, file: string): Kept | null {
  if (note === null) return null
  const checkpoint = orNull(() => checkpointFrom(readNote(note).text))
  if (checkpoint === null) {
    throw new ConfigWrong([`${file}: это не отметка летописи / this is no checkpoint of the chronicle`])
  }
  return { note, checkpoint }
}

function linesOf(signers: readonly Signer[]): string {
  return signers.map((signer) => `${signerText(signer)}\n`).join('')
}

function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
