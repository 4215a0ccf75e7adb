// The keys that sign what the city says of people to other systems: one file (JWKS), the current key first, former ones behind it.
import { createHash, generateKeyPair } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { z } from 'zod'
import { keep, keepFirst, readKept } from '#platform/kept.ts'

/** As many keys are kept as are needed for what a former one has signed to stay checkable: two rotations. */
const most = 3

const jwk = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string(),
  e: z.string(),
  d: z.string(),
})
const file = z.object({ keys: z.array(jwk).min(1) })

export type ProviderKeys = z.output<typeof file>

/** The keys of the file, or null where there is none. Throws a sentence when it is not what it should be. */
export async function readKeys(path: string): Promise<ProviderKeys | null> {
  const text = await readKept(path)
  if (text === null) return null
  try {
    return file.parse(JSON.parse(text))
  } catch {
    throw new Error(
      `OIDC_KEYS_FILE: ${path}: это не набор закрытых ключей RSA (JWKS); его создаёт npx italmas oidc key / this is no set of private RSA keys (JWKS)`,
    )
  }
}

/** When the file was last written; null where there is none. */
export async function keysChangedAt(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  )
}

/** Makes the file, readable by its owner only, unless there is one; answers the id of the current key. */
export async function makeKeys(path: string): Promise<{ made: boolean; kid: string }> {
  const made = (await readKept(path)) === null && (await keepFirst(path, written([await newKey()])))
  const keys = await readKeys(path)
  return { made, kid: keys?.keys[0]?.kid ?? '' }
}

/**
 * Puts a new key first: it signs from now on. The former ones stay behind it, so that what they signed can still be checked;
 * of more than three the oldest goes. Throws a sentence when there is no file.
 */
export async function rotateKeys(path: string): Promise<{ from: string; to: string }> {
  const before = await readKeys(path)
  if (before === null) throw new Error(`OIDC_KEYS_FILE: нет файла ${path} / there is no file ${path}`)
  const next = await newKey()
  await keep(path, written([next, ...before.keys].slice(0, most)))
  return { from: before.keys[0]?.kid ?? '', to: next.kid }
}

async function newKey(): Promise<z.output<typeof jwk>> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const key = privateKey.export({ format: 'jwk' })
  const kid = createHash('sha256').update(`${key.n}.${key.e}`).digest('base64url').slice(0, 16)
  return jwk.parse({ ...key, kid, use: 'sig', alg: 'RS256' })
}

function written(keys: readonly object[]): string {
  return `${JSON.stringify({ keys }, null, 2)}\n`
}
