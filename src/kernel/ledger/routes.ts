// Which address of the ledger leads where: all of them at the desk, for those who check.
import { h } from 'preact'
import { get, page, type Route, stream, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { entriesFile } from './feeds.ts'
import { ledgerQuery, readAsked } from './forms.ts'
import { AccountPage, LedgerPage } from './pages/ledger.tsx'
import { mayAudit } from './policy.ts'
import { accountFor, accountsPage, entriesOf, lastPlace, turnoverOf, unequalSums } from './queries.ts'

export const ledgerRoutes: readonly Route[] = [
  get('/desk/ledger', mayAudit, ledgerPage, { personal: true, query: [...ledgerQuery, 'page'] }),
  get('/desk/ledger/entries.csv', mayAudit, entries, {
    personal: true,
    query: [...ledgerQuery],
  }),
  get('/desk/ledger/accounts/:id', mayAudit, accountPage, { personal: true, query: ['before'] }),
]

const size = 50

async function ledgerPage({ city, query }: Visit) {
  const asked = readAsked(query)
  const number = /^[1-9]\d{0,5}$/.test(query.page ?? '') ? Number(query.page) : 1
  const found = await accountsPage(city, {
    ...(asked.owner ? { owner: asked.owner } : {}),
    most: size,
    skip: (number - 1) * size,
  })
  const unequal = await unequalSums(
    city,
    found.accounts.map(({ id }) => id),
  )
  return page(city.words('ledger.title'), h(LedgerPage, { ...found, asked, unequal, page: number, size }), { keep: 0 })
}

async function entries({ city, query }: Visit) {
  const asked = readAsked(query)
  const etag = `W/"${await lastPlace(city)}-${Object.values(asked).join('-')}"`
  const headers = {
    'content-disposition': 'attachment; filename="entries.csv"',
    'cache-control': 'private, no-store',
  }
  return stream('text/csv; charset=utf-8', entriesFile(city, asked), { etag, headers })
}

async function accountPage({ city, params, query }: Visit) {
  const id = params.id ?? ''
  const account = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? await accountFor(city, id) : null
  if (!account) throw refuse.missing('ledger.refusal.noAccount')
  const before = /^\d{1,15}$/.test(query.before ?? '') ? Number(query.before) : null
  const found = await entriesOf(city, { account: id, ...(before === null ? {} : { before }), most: size + 1 })
  const shown = found.slice(0, size)
  const days = shown.map(({ day }) => day).sort()
  const [from, to] = [days[0], days.at(-1)]
  const turnover = from && to ? await turnoverOf(city, { accounts: [id], from, to }) : []
  return page(
    city.words('ledger.title'),
    h(AccountPage, {
      account,
      entries: shown,
      turnover,
      holds: (await unequalSums(city, [id])).length === 0,
      before: found.length > size ? (shown.at(-1)?.place ?? null) : null,
    }),
    { keep: 0 },
  )
}
