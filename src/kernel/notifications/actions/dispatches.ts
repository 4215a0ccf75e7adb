// Dispatches: how a message finds its letter, when the letter goes, and what became of it. At most one transaction a step.
import { personOf, shortHash } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { days, later } from '#platform/time.ts'
import type { Channel, Parcel, Reach } from '../channels/index.ts'
import type { NotificationFacts } from '../facts.ts'
import { channelsOf, type Matter, matterOf, mattersIn } from '../queries/dispatches.ts'
import { choicesOf, settingsOf, weeklyBudget, wentLately } from '../queries/readers.ts'
import { type Decision, decisionFor, isChosen } from '../rules.ts'
import { notificationsDb } from '../tables.ts'
import { gathering, type Kept, keptOf, openOne, putIn, readerBehind, tellDue, turnOf } from './gathering.ts'

const announce = announcer<NotificationFacts>()

export interface DispatchParts {
  channels: readonly Channel[]
  /** The zone of the city's clocks. */
  zone: string
}

export type Dispatches = ReturnType<typeof openDispatches>

/** Joins the actions to the channels there are. */
export function openDispatches({ channels, zone }: DispatchParts) {
  const channelNamed = (name: string) => channels.find((channel) => channel.name === name)

  const decide = async (
    city: City,
    asked: {
      reader: string
      channel: Channel
      rests: boolean
      prompt: boolean
      without: string | null
      gathered: boolean
    },
  ): Promise<Decision> => {
    const { reader, channel, rests, prompt } = asked
    if (prompt) return { do: 'send', last: false }
    const { quiet, rhythm, weekly } = await settingsOf(city, reader)
    const letters = channel.name === 'mail'
    return decisionFor({
      ...{ now: city.now, zone, quiet, rests, prompt },
      // A digest is a letter; a text or a push that wakes a phone comes when its hour lets it.
      rhythm: letters && !asked.gathered ? rhythm : { kind: 'at-once' },
      weekly: letters ? weekly : await weeklyBudget(city, channel.name),
      went: await wentLately(city, { reader, channel: channel.name, without: asked.without }),
    })
  }

  /** Where this message may reach its reader by a channel that she has not switched off. */
  const reachOf = async (city: City, channel: Channel, matter: Matter, reader: string): Promise<Reach | null> => {
    if (!matter.prompt && !isChosen(await choicesOf(city, reader), matter.topic, channel.name)) return null
    const person = await personOf(city, matter.handle)
    return channel.reach(city, { handle: matter.handle, reader, person, topic: matter.topic })
  }

  /** Puts a message into a dispatch of each channel by which its reader is reached; once a channel, however often asked. */
  const place = action('notifications', async (city, input: { message: string }): Promise<void> => {
    const matter = await matterOf(city, input.message)
    if (!matter) return
    const reader = await readerBehind(city, matter.handle)
    await turnOf(city, reader)
    const placed = await channelsOf(city, matter.message)
    for (const channel of channels) {
      if (placed.has(channel.name)) continue
      const reach = await reachOf(city, channel, matter, reader)
      if (!reach) continue
      const { prompt } = matter
      const answer = await decide(city, { reader, channel, rests: reach.rests, prompt, without: null, gathered: false })
      const to = { reader, channel: channel.name, agreed_as: reach.agreedAs }
      const dispatch =
        answer.do === 'send'
          ? await openOne(city, { ...to, gathers: false, prompt, due_at: city.now, because: null, told: true })
          : await gathering(city, to, answer)
      await putIn(city, [matter.message], channel.name, dispatch)
      if (answer.do === 'send') await tellDue(city, channel.name, dispatch)
    }
  })

  /**
   * Takes what is due: from now on it counts in the week's budget. Null when there is nothing to send any more, or not yet; what
   * must wait is then put by.
   */
  const take = action('notifications', async (city, input: { dispatch: string }): Promise<Parcel | null> => {
    const known = await keptOf(city, input.dispatch)
    if (!known) return null
    await turnOf(city, known.reader)
    // Somebody may have ended it while this one waited for its turn.
    const kept = await keptOf(city, input.dispatch)
    const channel = kept && channelNamed(kept.channel)
    if (!kept || !channel) return null
    const { matters, reach } = await stillMeant(city, channel, kept)
    if (!reach) {
      await notificationsDb(city).deleteFrom('notifications.dispatches').where('id', '=', kept.id).execute()
      return null
    }
    const { reader, prompt } = kept
    const asked = { reader, channel, rests: reach.rests, prompt, without: kept.id, gathered: true }
    const answer = await decide(city, asked)
    if (answer.do === 'wait') {
      await putBy(city, kept, answer)
      return null
    }
    // That its service was away for days stays said until it has gone.
    const because = kept.because === 'away' ? 'away' : null
    await notificationsDb(city)
      .updateTable('notifications.dispatches')
      .set({ taken_at: kept.taken_at ?? city.now, because, address: shortHash(reach.to) })
      .where('id', '=', kept.id)
      .execute()
    return { dispatch: kept.id, reader, reach, matters, last: answer.last, returnWord: kept.return_word ?? '' }
  })

  /** Of what is in a dispatch, the messages that may still go to its address; others leave it and are placed anew. */
  const stillMeant = async (city: City, channel: Channel, kept: Kept) => {
    const matters: Matter[] = []
    let reach: Reach | null = null
    for (const matter of await mattersIn(city, kept.id)) {
      const found = await reachOf(city, channel, matter, kept.reader)
      if (found && found.agreedAs === kept.agreed_as) {
        reach ??= found
        matters.push(matter)
        continue
      }
      await notificationsDb(city)
        .deleteFrom('notifications.items')
        .where('message', '=', matter.message)
        .where('channel', '=', channel.name)
        .execute()
      // She agreed under another handle meanwhile, or claimed this one: the same message, another address.
      if (found) await announce(city, 'notifications.stored', `message:${matter.message}`, { message: matter.message })
    }
    return { matters, reach }
  }

  // One that goes alone, and never left, joins what is gathered; one that may have arrived keeps its key.
  const putBy = async (city: City, kept: Kept, answer: Decision & { do: 'wait' }): Promise<void> => {
    if (!kept.gathers && kept.taken_at === null) return moveInto(city, kept, answer)
    await notificationsDb(city)
      .updateTable('notifications.dispatches')
      .set({ due_at: answer.until, because: answer.because, told: false, taken_at: null })
      .where('id', '=', kept.id)
      .execute()
  }

  const moveInto = async (city: City, kept: Kept, answer: Decision & { do: 'wait' }): Promise<void> => {
    const { reader, channel, agreed_as } = kept
    const into = await gathering(city, { reader, channel, agreed_as }, answer)
    const db = notificationsDb(city)
    await db.updateTable('notifications.items').set({ dispatch: into }).where('dispatch', '=', kept.id).execute()
    await db
      .updateTable('notifications.dispatches')
      .set({ ended: 'moved', ended_at: city.now })
      .where('id', '=', kept.id)
      .execute()
  }

  /** Notes that the outside has taken a dispatch; noting it again changes nothing. */
  const noteTaken = action('notifications', async (city, input: { dispatch: string }): Promise<void> => {
    await notificationsDb(city)
      .updateTable('notifications.dispatches')
      .set({ ended: 'sent', ended_at: city.now })
      .where('id', '=', input.dispatch)
      .where('ended', 'is', null)
      .execute()
  })

  /** Notes that a dispatch did not reach anybody: what was in it waits until its reader proves her address anew. */
  const noteLost = action('notifications', async (city, input: { dispatch: string }): Promise<void> => {
    const db = notificationsDb(city)
    const row = await db
      .selectFrom('notifications.dispatches')
      .selectAll()
      .where('id', '=', input.dispatch)
      .executeTakeFirst()
    if (!row || row.ended === 'moved' || row.ended === 'returned') return
    await turnOf(city, row.reader)
    await moveInto(city, row, { do: 'wait', until: null, because: 'rests' })
    await db
      .updateTable('notifications.dispatches')
      .set({ ended: 'returned' })
      .where('id', '=', input.dispatch)
      .execute()
  })

  const dueNow = (city: City) =>
    notificationsDb(city)
      .selectFrom('notifications.dispatches')
      .select(['id', 'channel'])
      .where('ended', 'is', null)
      .where('told', '=', false)
      .where('due_at', '<=', city.now)
      .where(
        'channel',
        'in',
        channels.map(({ name }) => name),
      )
      .orderBy('due_at')
      .limit(mostAtOnce)

  const releaseDue = action('notifications', async (city, _input: undefined): Promise<boolean> => {
    const db = notificationsDb(city)
    const due = await dueNow(city).forUpdate().skipLocked().execute()
    for (const { id, channel: name } of due) {
      const channel = channelNamed(name)
      if (!channel) continue
      await db.updateTable('notifications.dispatches').set({ told: true }).where('id', '=', id).execute()
      await tellDue(city, channel.name, id)
    }
    return due.length > 0
  })

  /**
   * Tells the workers of what is due. Answers whether there was any. It looks before it acts: an action wakes the workers once it has
   * committed, and these would look again, without end.
   */
  const release = async (city: City): Promise<boolean> =>
    (await dueNow(city).limit(1).execute()).length > 0 && (await releaseDue(city, undefined))

  /** Decides anew when what waits for a reader goes: she changed what she wants, or proved her address. */
  const reschedule = action('notifications', async (city, input: { reader: string }): Promise<void> => {
    await turnOf(city, input.reader)
    const waiting = await notificationsDb(city)
      .selectFrom('notifications.dispatches')
      .selectAll()
      .where('reader', '=', input.reader)
      .where('ended', 'is', null)
      .where('told', '=', false)
      .execute()
    for (const kept of waiting) {
      const channel = channelNamed(kept.channel)
      const [first] = await mattersIn(city, kept.id)
      if (!channel || !first) continue
      const reach = await reachOf(city, channel, first, input.reader)
      const asked = { reader: input.reader, channel, rests: reach?.rests ?? false, prompt: kept.prompt }
      const answer = await decide(city, { ...asked, without: kept.id, gathered: false })
      await notificationsDb(city)
        .updateTable('notifications.dispatches')
        .set(answer.do === 'send' ? { due_at: city.now } : { due_at: answer.until, because: answer.because })
        .where('id', '=', kept.id)
        .execute()
    }
  })

  /** Gathers anew what no server has taken for days, and asks again for what waits for a budget of nothing. */
  const tidy = action('notifications', async (city, _input: undefined): Promise<void> => {
    const db = notificationsDb(city)
    const lost = await db
      .selectFrom('notifications.dispatches')
      .selectAll()
      .where('ended', 'is', null)
      .where('told', '=', true)
      .where('at', '<', later(city.now, -days(patienceDays)))
      .where((where) =>
        where.or([where('taken_at', 'is', null), where('taken_at', '<', later(city.now, -days(patienceDays)))]),
      )
      .limit(mostAtOnce)
      .execute()
    for (const kept of lost) {
      await turnOf(city, kept.reader)
      await moveInto(city, kept, { do: 'wait', until: city.now, because: 'away' })
    }
    const readers = await db
      .selectFrom('notifications.dispatches')
      .select('reader')
      .distinct()
      .where('ended', 'is', null)
      .where('told', '=', false)
      .where('due_at', 'is', null)
      .where('because', '=', 'budget')
      .limit(mostAtOnce)
      .execute()
    for (const { reader } of readers) await reschedule(city, { reader })
  })

  return { place, take, noteTaken, noteLost, release, reschedule, tidy }
}

const mostAtOnce = 100
// A delivery is tried for a little over two days.
const patienceDays = 4
