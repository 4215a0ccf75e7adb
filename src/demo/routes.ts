// Where a visitor of the demo becomes somebody, and where the letters that were not sent are read.
import { h } from 'preact'
import type { Inbox } from '#outside/mail/index.ts'
import type { TextInbox } from '#outside/sms/index.ts'
import { houseAddress } from '#platform/address.ts'
import { get, json, page, post, type Route, redirect } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { Shared } from '../doors.ts'
import { DemoPage } from './pages/demo.tsx'
import { InboxPage } from './pages/inbox.tsx'
import { people } from './people.ts'

export function demoRoutes({ signIn, config }: Shared, inbox: Inbox, texts: TextInbox): Route[] {
  return [
    get(
      '/demo',
      anyone,
      (visit) =>
        page(
          visit.city.words('demo.title'),
          h(DemoPage, {
            people: people.map(({ id }) => id),
            next: houseAddress(visit.query.next) ?? '',
            staffFactor: config.staffFactor,
          }),
        ),
      {
        query: ['next'],
        personal: true,
      },
    ),
    post('/demo/be', anyone, async (visit) => {
      const person = people.find(({ id }) => id === visit.fields.person)
      if (!person) throw refuse.invalid({ person: { key: 'demo.refusal.person' } })
      const entered = await signIn.confirm(await signIn.makeToken(person.email))
      if (!entered) throw refuse.unavailable('platform.refusal.busy')
      const how = { methods: ['demo'], level: 'simple', strong: false, device: null } as const
      for (const line of await signIn.open(entered.person, how)) visit.addCookieLine(line)
      const next = typeof visit.fields.next === 'string' ? visit.fields.next : ''
      return redirect(houseAddress(next) ?? (person.roles.length > 0 ? '/desk' : '/account'))
    }),
    get(
      '/demo/inbox',
      anyone,
      async (visit) => {
        const letters = await inbox.letters()
        if (visit.header('accept')?.includes('text/html') !== true)
          return json({ letters, texts: await texts.texts() }, { keep: 0 })
        return page(visit.city.words('demo.inbox.title'), h(InboxPage, { letters, texts: await texts.texts() }), {
          keep: 0,
        })
      },
      { personal: true },
    ),
  ]
}
