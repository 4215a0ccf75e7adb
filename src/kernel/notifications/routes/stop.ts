// Stopping letters by the link of one, without signing in: its topics, or all; and taking the former back.
import { h } from 'preact'
import { type Answer, get, page, post, type Route, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { stopLetters, stopTopics } from '../actions/stops.ts'
import { StopPage, StoppedPage, TopicsPage } from '../pages/stop.tsx'
import { stopBehind } from '../queries/dispatches.ts'

export function stopRoutes(): Route[] {
  return [
    get('/notifications/stop', anyone, question, { query: ['token'], personal: true }),
    // Mail programs press their own button with a post from nowhere; the token in the address is all they bring (RFC 8058).
    post('/notifications/stop', anyone, stopAll, { query: ['token'], fromAnywhere: true }),
    post('/notifications/stop/topics', anyone, (visit) => topics(visit, true)),
    post('/notifications/stop/topics/return', anyone, (visit) => topics(visit, false)),
  ]
}

async function question({ city, query }: Visit): Promise<Answer> {
  const token = query.token ?? ''
  const stop = await stopBehind(city, token)
  if (!stop) throw refuse.missing('notifications.refusal.stop')
  return page(city.words('notifications.stop.title'), h(StopPage, { token, topics: stop.topics }))
}

async function stopAll(visit: Visit): Promise<Answer> {
  await stopLetters(visit.city, { secret: tokenIn(visit) })
  return page(visit.city.words('notifications.stopped.title'), h(StoppedPage, {}))
}

async function topics(visit: Visit, stop: boolean): Promise<Answer> {
  const token = tokenIn(visit)
  const changed = await stopTopics(visit.city, { secret: token, stop })
  const key = stop ? 'notifications.stopped.topics' : 'notifications.stopped.returned'
  return page(visit.city.words(key), h(TopicsPage, { token, topics: changed, stopped: stop }))
}

function tokenIn({ fields, query }: Visit): string {
  return [fields.token ?? query.token ?? ''].flat()[0] ?? ''
}
