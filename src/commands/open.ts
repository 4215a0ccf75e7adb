// Opens the city for this process: database, mail and sign-in by the settings, in demo or live mode.
import { join } from 'node:path'
import { openGuarded } from '#outside/guarded/real.ts'
import { openInbox } from '#outside/mail/pretend.ts'
import { openMail } from '#outside/mail/real.ts'
import { openSignIn } from '#outside/sign-in/real.ts'
import { readSecret } from '#outside/sign-in/secret.ts'
import { askWitness } from '#outside/witness/real.ts'
import type { Config } from '#platform/config.ts'
import { type OpenDatabase, openDatabase } from '#platform/db/open.ts'
import { openLog } from '#platform/log.ts'
import { useFonts } from '#platform/pictures.ts'
import { projectRoot } from '#platform/root.ts'
import { type OpenCity, openCity } from '../city.ts'
import { demo } from '../demo/index.ts'

/** Opens database and city. Closing closes both. */
export async function openHere(config: Config): Promise<OpenCity & { database: OpenDatabase }> {
  const log = openLog(config.logLevel)
  useFonts(join(projectRoot, 'build/fonts/fonts.conf'))
  const database = await openDatabase(
    config.database.url === null
      ? { folder: config.dataFolder }
      : {
          url: config.database.url,
          poolSize: config.database.pool,
          lost: (error) => log.warn({ error: error.message }, 'a database connection was lost'),
        },
  )
  const clock = () => new Date()
  const secret = await readSecret(config.secretFile, config.mode)
  const inbox = openInbox(join(config.dataFolder, 'demo', 'inbox.jsonl'), clock)
  const { smtpUrl, from } = config.mail
  const mail = config.mode === 'demo' || smtpUrl === null || from === null ? inbox : openMail(smtpUrl, from)
  const city = await openCity({
    config,
    database,
    clock,
    log,
    secret,
    outside: {
      mail,
      signIn: (open) => openSignIn({ database: open, secret, publicUrl: config.publicUrl }),
      askWitness,
      guarded: openGuarded({ allowPrivate: config.outsidePrivate }),
    },
    extra: config.mode === 'demo' ? (shared) => [demo(shared, inbox)] : () => [],
  })
  if (database.kind === 'server') await city.joinProcesses()
  return {
    ...city,
    database,
    close: async () => {
      await city.close()
      await database.close()
    },
  }
}
