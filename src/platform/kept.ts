// Small texts kept in files of the data folder: whole or not at all, on the disk before the answer, for the owner only.
import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The text of a file, or null where there is none. Every other trouble of the disk is thrown. */
export async function readKept(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (has(error, 'ENOENT')) return null
    throw error
  }
}

/** Puts the text in the place of what was there. When it has answered, the new text survives kill -9 and a power cut. */
export async function keep(path: string, text: string): Promise<void> {
  const draft = await draftOf(path, text)
  try {
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** Keeps the text unless there is a file already; answers whether it did. Of processes that try at once one succeeds. */
export async function keepFirst(path: string, text: string): Promise<boolean> {
  const draft = await draftOf(path, text)
  try {
    await link(draft, path)
  } catch (error) {
    if (has(error, 'EEXIST')) return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
  await syncFolder(dirname(path))
  return true
}

async function draftOf(path: string, text: string): Promise<string> {
  const folder = dirname(path)
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (made) await syncFolder(dirname(made))
  const draft = join(folder, `.${randomUUID()}`)
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  return draft
}

// A rename is durable only when its folder is on the disk.
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function has(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
