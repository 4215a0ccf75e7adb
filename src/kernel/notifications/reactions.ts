// What notifications do when a fact arrives: store what each door wants told, and send letters.
import { z } from 'zod'
import { contactOf } from '#kernel/identity/index.ts'
import type { Mail } from '#outside/mail/index.ts'
import { deliver, type Reaction, when } from '#platform/facts/index.ts'
import type { Module } from '#platform/module.ts'
import type { Locale, Words } from '#platform/words.ts'
import { makeStop, noteLetter, tell } from './actions.ts'
import { letterFor, localeOf } from './letters.ts'
import { budgetOf, letterMatter } from './queries.ts'
import { letterAnswer } from './rules.ts'

/** What notifications need of the house. */
export interface NotificationParts {
  mail: Mail
  /** The city's own address, for links in letters. */
  origin: string
  doors(): readonly Module[]
  wordsIn(locale: Locale): Words
}

/** A reaction for each notice of each door: it asks the door whom the fact concerns and stores what they are told. */
export function noticesOf(doors: readonly Module[]): Reaction[] {
  return doors.flatMap((door) =>
    (door.notices ?? []).map((notice) =>
      when(notice.fact, `notifications.tell ${door.name} ${notice.fact}`, z.unknown(), async (city, data, heard) => {
        const told = await notice.told(city, { subject: heard.subject, data })
        await tell(city, { fact: heard.id, module: door.name, told })
      }),
    ),
  )
}

/** Sends the letter of a message, unless nobody agreed to letters or the week's budget is spent. */
export function letterReaction({ mail, origin, wordsIn }: NotificationParts): Reaction {
  return deliver(
    'notifications.stored',
    'notifications.send',
    z.object({ message: z.string() }),
    async (city, { message }) => {
      const matter = await letterMatter(city, message)
      if (!matter || matter.done) return
      const contact = await contactOf(city, matter.handle)
      if (!contact) return
      const { agreedAs } = contact
      const { sent, weekly } = await budgetOf(city, agreedAs)
      const answer = letterAnswer(sent, weekly)
      if (answer === 'hold') return noteLetter(city, { message, agreedAs, sent: false })
      const stop = await makeStop(city, { agreedAs })
      const words = wordsIn(localeOf(contact.locale))
      await mail.send(letterFor({ matter, contact, stop, last: answer === 'last', origin, words }))
      await noteLetter(city, { message, agreedAs, sent: true })
    },
  )
}
