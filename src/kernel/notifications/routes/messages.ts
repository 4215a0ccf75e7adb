// What I was told: by topic, the newest first, and marking it read.
import { h } from 'preact'
import { get, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { signedIn } from '#platform/policy.ts'
import { readAll } from '../actions/messages.ts'
import { MessagesPage } from '../pages/messages.tsx'
import type { NotificationParts } from '../parts.ts'
import { messagesOf } from '../queries/messages.ts'
import { topicsOf } from '../topics.ts'

const onePage = 30

export function messageRoutes({ doors }: NotificationParts): Route[] {
  return [
    get('/notifications', signedIn, (visit) => messages(visit, topicsOf(doors())), {
      query: ['topic', 'before'],
      personal: true,
    }),
    post('/notifications/reading', signedIn, reading),
  ]
}

async function messages({ city, query }: Visit, topics: ReturnType<typeof topicsOf>) {
  const person = city.actor.person ?? ''
  const topic = topics.find(({ code }) => code === query.topic)
  // Anything else in its place shows the newest.
  const before = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(query.before ?? '') ? query.before : undefined
  const shelf = await messagesOf(city, person, { most: onePage, topic: topic?.key, before })
  return page(
    city.words('notifications.messages.title'),
    h(MessagesPage, { shelf, topics, topic: topic?.code ?? null, first: before === undefined }),
  )
}

async function reading({ city, fields }: Visit) {
  if (city.actor.person !== null) await readAll(city, { person: city.actor.person })
  return redirect(fields.from === 'list' ? '/notifications' : '/account')
}
