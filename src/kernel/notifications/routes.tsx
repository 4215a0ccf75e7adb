// Addresses of notifications: what I was told, and stopping letters without signing in.
import { get, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { anyone, signedIn } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { readAll, stopLetters } from './actions.ts'
import { MessagesPage } from './pages/messages.tsx'
import { StopPage, StoppedPage } from './pages/stop.tsx'
import { isStop, messagesOf } from './queries.ts'

export const routes: readonly Route[] = [
  get('/notifications', signedIn, messages, { personal: true }),
  post('/notifications/reading', signedIn, reading),
  get('/notifications/stop', anyone, stopQuestion, { query: ['token'], personal: true }),
  // Mail programs press their own button with a post from nowhere; the token in the address is all they bring (RFC 8058).
  post('/notifications/stop', anyone, stop, { query: ['token'], fromAnywhere: true }),
]

async function messages({ city }: Visit) {
  const person = city.actor.person ?? ''
  return page(
    city.words('notifications.messages.title'),
    <MessagesPage messages={await messagesOf(city, person, 200)} />,
  )
}

async function reading({ city }: Visit) {
  if (city.actor.person !== null) await readAll(city, { person: city.actor.person })
  return redirect('/account')
}

async function stopQuestion({ city, query }: Visit) {
  const token = query.token ?? ''
  if (!(await isStop(city, token))) throw refuse.missing('notifications.refusal.stop')
  return page(city.words('notifications.stop.title'), <StopPage token={token} />)
}

async function stop({ city, query, fields }: Visit) {
  const sent = fields.token ?? query.token ?? ''
  await stopLetters(city, { secret: Array.isArray(sent) ? (sent[0] ?? '') : sent })
  return page(city.words('notifications.stopped.title'), <StoppedPage />)
}
