// Opens the city for this process: database, mail and sign-in by the settings, in demo or live mode.
import { join } from 'node:path'
import { openGuarded } from '#outside/guarded/real.ts'
import { openAsking } from '#outside/links/real.ts'
import { openInbox } from '#outside/mail/pretend.ts'
import { openMail } from '#outside/mail/real.ts'
import { openProviders } from '#outside/oidc-client/real.ts'
import { readProviders } from '#outside/oidc-client/settings.ts'
import type { Push } from '#outside/push/index.ts'
import { openPush, readPushKeys } from '#outside/push/real.ts'
import { openSignIn } from '#outside/sign-in/real.ts'
import { readSecret } from '#outside/sign-in/secret.ts'
import type { Sms } from '#outside/sms/index.ts'
import { openTextInbox } from '#outside/sms/pretend.ts'
import { openSms } from '#outside/sms/real.ts'
import type { VirusScan } from '#outside/virus-scan/index.ts'
import { openPretendScan } from '#outside/virus-scan/pretend.ts'
import { openClamd } from '#outside/virus-scan/real.ts'
import { askWitness } from '#outside/witness/real.ts'
import { type Config, ConfigWrong } from '#platform/config.ts'
import { type OpenDatabase, openDatabase } from '#platform/db/open.ts'
import { readKept } from '#platform/kept.ts'
import { type Log, openLog } from '#platform/log.ts'
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
  // The demo makes no request to anybody.
  const asking = config.mode === 'demo' || config.publicUrl === null ? null : openAsking({ from: config.publicUrl })
  const texts = openTextInbox(join(config.dataFolder, 'demo', 'texts.jsonl'), clock)
  const sms = config.mode === 'demo' ? texts : await smsFrom(config, log)
  const city = await openCity({
    config,
    database,
    clock,
    log,
    secret,
    outside: {
      mail,
      sms,
      signIn: (open) => openSignIn({ database: open, secret, publicUrl: config.publicUrl }),
      askWitness,
      askLink: asking?.ask ?? null,
      providers: openProviders(readProviders(config.oidc.providersFile)),
      push: await pushFor(config),
      guarded: openGuarded({ allowPrivate: config.outsidePrivate }),
      virusScan: scannerFrom(config),
    },
    extra: config.mode === 'demo' ? (shared) => [demo(shared, inbox, texts)] : () => [],
  })
  if (database.kind === 'server') await city.joinProcesses()
  return {
    ...city,
    database,
    close: async () => {
      await city.close()
      await asking?.close()
      await sms?.close()
      await database.close()
    },
  }
}

// The demo pretends unless a scanner is there; a live city without one calls nothing clean.
function scannerFrom({ mode, virusScan }: Config): VirusScan | null {
  const { address, seconds } = virusScan
  if (address !== null) return openClamd({ address, waitMs: seconds * 1000 })
  return mode === 'demo' ? openPretendScan() : null
}

// A centre that says a message did not arrive names no number here; which number it was is nobody's business.
async function smsFrom({ sms }: Config, log: Log): Promise<Sms | null> {
  if (sms.url === null || sms.passwordFile === null || sms.from === null) return null
  const password = (await readKept(sms.passwordFile))?.trim()
  if (!password)
    throw new Error(`SMS_SMPP_PASSWORD_FILE: нет пароля в ${sms.passwordFile} / there is no password in it`)
  return openSms({
    ...{ url: sms.url, password, from: sms.from },
    receipt: ({ key, delivered, state }) => {
      if (!delivered) log.warn({ key, state }, 'a text message was not delivered')
    },
  })
}

// A live city that was told to push and cannot says so at its start, not to the first resident.
async function pushFor(config: Config): Promise<Push | null> {
  const { on, keyFile, local } = config.push
  if (!on) return null
  const keys = await readPushKeys(keyFile)
  if (!keys) {
    throw new ConfigWrong([
      `WEB_PUSH_KEY_FILE: нет ключей ${keyFile}; их создаёт npx italmas push key / there are no keys; npx italmas push key makes them`,
    ])
  }
  const sender = /[^\s<>]+@[^\s<>]+/.exec(config.mail.from ?? '')?.[0]
  const contact = config.publicUrl?.startsWith('https:') ? config.publicUrl : `mailto:${sender ?? 'city@localhost'}`
  return openPush({ keys, contact, local })
}
