// Which address of the whole portfolio leads where: its files for everybody, and bringing one in for the team.
import { h } from 'preact'
import { z } from 'zod'
import type { City } from '#platform/city.ts'
import { field, form } from '#platform/form.ts'
import {
  bytes,
  fileApi,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { csvType, type Put, type SheetError, writeCsv, writeWorkbook, xlsxType } from '#platform/sheets/index.ts'
import { dayOf } from '#platform/time.ts'
import { importPortfolio } from '../actions/import.ts'
import type { StrategyHouse } from '../desk.ts'
import { type CheckedPortfolio, checkPortfolio } from '../forms/portfolio/check.ts'
import { type OpenedPortfolio, openPortfolio, type SentFile } from '../forms/portfolio/open.ts'
import { DryRunPage, ImportPage } from '../pages/import.tsx'
import { mayCommit } from '../policy.ts'
import { portfolioOf } from '../queries/portfolio.ts'
import type { Portfolio } from '../rules/portfolio/compare.ts'
import { sheetForm, sheetKeys } from '../rules/portfolio/format.ts'
import { portfolioSheet, portfolioSheets } from '../rules/portfolio/put.ts'
import { sheetCounts, shownChanges } from '../rules/portfolio/show.ts'

export function portfolioRoutes(house: StrategyHouse): Route[] {
  return [
    get('/strategy/export.xlsx', anyone, (visit) => workbook(visit, house), {
      api: fileApi('strategy.api.portfolio', 'strategy', xlsxType),
    }),
    get('/strategy/export/:file', anyone, (visit) => oneSheet(visit, house)),
    get('/desk/strategy/import', mayCommit, (visit) => importPage(visit, nothingTyped, []), { personal: true }),
    get('/desk/strategy/import/template.xlsx', mayCommit, (visit) => template(visit, house), { personal: true }),
    post('/desk/strategy/import', mayCommit, (visit) => upload(visit, house)),
    get('/desk/strategy/import/:sha', mayCommit, (visit) => dryRun(visit, house, nothingTyped), { personal: true }),
    post('/desk/strategy/import/:sha', mayCommit, (visit) => confirm(visit, house)),
    get('/desk/strategy/import/:sha/errors.csv', mayCommit, (visit) => errorsCsv(visit, house), { personal: true }),
    get('/desk/strategy/import/:sha/changes.csv', mayCommit, (visit) => changesCsv(visit, house), { personal: true }),
  ]
}

async function workbook({ city }: Visit, house: StrategyHouse) {
  const portfolio = await known(city)
  const file = await writeWorkbook(portfolioSheets(portfolio, yearOf(city, house)))
  return download(xlsxType, file, 'strategy.xlsx', `${city.words('strategy.portfolio.fileName')}.xlsx`)
}

async function oneSheet({ city, params }: Visit, house: StrategyHouse) {
  const key = sheetKeys.find((each) => `${each}.csv` === params.file)
  if (!key) throw refuse.missing('strategy.portfolio.noSheet')
  const file = await writeCsv(portfolioSheet(await known(city), key, yearOf(city, house)))
  return download(csvType, file, `${key}.csv`, `${sheetForm(key).titles[0]}.csv`)
}

async function template({ city }: Visit, house: StrategyHouse) {
  const portfolio = { ...(await known(city)), rows: new Map() }
  const file = await writeWorkbook(portfolioSheets(portfolio, yearOf(city, house)))
  return download(xlsxType, file, 'template.xlsx', `${city.words('strategy.portfolio.templateName')}.xlsx`, 0)
}

function importPage({ city }: Visit, typed: Typed, errors: SheetError[]) {
  const wrong = errors.length > 0 || Object.keys(typed.errors).length > 0
  return page(city.words('strategy.portfolio.title'), h(ImportPage, { typed, errors }), {
    status: wrong ? 422 : 200,
    keep: 0,
  })
}

// A file that can be read is kept before anything is said of it, so that what is confirmed is what was looked at.
async function upload(visit: Visit, house: StrategyHouse) {
  const sent = visit.uploads.file ?? []
  const refused = (key: string) => importPage(visit, { values: {}, errors: { file: { key } } }, [])
  if (sent.length === 0 || sent.every(({ bytes }) => bytes.length === 0))
    return refused('strategy.portfolio.noFileSent')
  if (sent.some(({ cut }) => cut)) return refused('strategy.portfolio.tooLarge')
  const opened = await openPortfolio(sent)
  if (opened.sheets.size === 0) return importPage(visit, nothingTyped, opened.errors)
  const files: z.output<typeof manifest>['files'] = []
  for (const { name, bytes } of sent) files.push({ name: name.slice(-100), sha: await house.files.put(bytes) })
  const sha = await house.files.put(new TextEncoder().encode(JSON.stringify({ portfolio: 1, files })))
  return redirect(`/desk/strategy/import/${sha}`)
}

async function dryRun(visit: Visit, house: StrategyHouse, typed: Typed, changedMeanwhile = false) {
  const { city } = visit
  const { sha, names, opened, present, checked } = await looked(visit, house)
  const errors = [...opened.errors, ...checked.errors]
  const wrong = changedMeanwhile ? 409 : Object.keys(typed.errors).length > 0 ? 422 : 200
  return page(
    city.words('strategy.portfolio.checked'),
    h(DryRunPage, {
      ...{ sha, files: names, errors, typed, changedMeanwhile },
      ...{ moreErrors: checked.moreErrors, warnings: checked.warnings, needsReason: checked.needsReason },
      ...{ fingerprint: checked.fingerprint, things: checked.steps.length },
      counts: sheetCounts(checked.steps, checked.same),
      changes: shownChanges(checked.steps, present),
    }),
    { status: wrong, keep: 0 },
  )
}

const confirmation = form({ shown: field.maybe(64), reason: field.maybe(1000) })

async function confirm(visit: Visit, house: StrategyHouse) {
  const { city, fields } = visit
  const sent = confirmation.check(fields)
  if (!sent.ok) return dryRun(visit, house, { values: fields, errors: sent.errors })
  const { sha, shas, opened } = await kept(visit, house)
  if (opened.errors.length > 0) return dryRun(visit, house, nothingTyped, true)
  const today = dayOf(city.now, house.zone)
  const { shown, reason } = sent.value
  try {
    await importPortfolio(city, { sheets: opened.sheets, files: shas, shown, reason, today })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'invalid') return dryRun(visit, house, { values: fields, errors: error.fields })
    if (error.key !== 'strategy.portfolio.changedMeanwhile') throw error
    return dryRun(visit, house, { values: fields, errors: {} }, true)
  }
  return redirect(`/desk/strategy/import/${sha}`)
}

async function errorsCsv(visit: Visit, house: StrategyHouse) {
  const { words } = visit.city
  const { opened, checked } = await looked(visit, house)
  const columns = ['sheet', 'cell', 'weight', 'said'].map((key) => ({ title: words(`strategy.portfolio.csv.${key}`) }))
  const rows = (errors: readonly SheetError[], weight: 'error' | 'warning') =>
    errors.map(({ sheet, cell, key, values }) => [
      ...[sheet, cell, words(`strategy.portfolio.csv.${weight}`), words(key, values)],
    ])
  const all = [...rows([...opened.errors, ...checked.errors], 'error'), ...rows(checked.warnings, 'warning')]
  return table({ name: 'errors', head: columns, rows: all }, 'errors.csv', words('strategy.portfolio.errorsName'))
}

async function changesCsv(visit: Visit, house: StrategyHouse) {
  const { words } = visit.city
  const { checked, present } = await looked(visit, house)
  const keys = ['sheet', 'row', 'thing', 'column', 'was', 'now', 'what', 'reason']
  const whatOf = (isNew: boolean, moves: boolean) => (isNew ? 'new' : moves ? 'move' : 'change')
  const cell = (value: string, isNumber: boolean) => (isNumber ? { decimal: value } : value)
  return table(
    {
      name: 'changes',
      head: keys.map((key) => ({ title: words(`strategy.portfolio.csv.${key}`) })),
      rows: shownChanges(checked.steps, present).map((each) => [
        ...[sheetForm(each.sheet).titles[0], { decimal: String(each.row) }, each.thing, each.title],
        ...[each.was === null ? null : cell(each.was, each.isNumber), cell(each.now, each.isNumber)],
        ...[words(`strategy.portfolio.csv.${whatOf(each.isNew, each.moves)}`), each.reason],
      ]),
    },
    'changes.csv',
    words('strategy.portfolio.changesName'),
  )
}

const manifest = z.object({
  portfolio: z.literal(1),
  files: z.array(z.object({ name: z.string(), sha: z.string() })).min(1),
})

interface Kept {
  sha: string
  names: string[]
  shas: string[]
  opened: OpenedPortfolio
}

/** The files under the name of their list; `missing` after they were swept, or where there never were any. */
async function kept({ params }: Visit, house: StrategyHouse): Promise<Kept> {
  const sha = params.sha ?? ''
  const list = manifest.safeParse(jsonIn(await house.files.read(sha)))
  if (!list.success) throw refuse.missing('strategy.portfolio.gone')
  const files: SentFile[] = []
  for (const { name, sha: of } of list.data.files) {
    const content = await house.files.read(of)
    if (!content) throw refuse.missing('strategy.portfolio.gone')
    files.push({ name, bytes: content })
  }
  const shas = list.data.files.map((file) => file.sha)
  return { sha, names: files.map(({ name }) => name), shas, opened: await openPortfolio(files) }
}

type Looked = Kept & { present: Portfolio; checked: CheckedPortfolio }

async function looked(visit: Visit, house: StrategyHouse): Promise<Looked> {
  const files = await kept(visit, house)
  const present = await known(visit.city)
  const today = dayOf(visit.city.now, house.zone)
  return { ...files, present, checked: checkPortfolio(files.opened.sheets, present, today) }
}

function jsonIn(content: Uint8Array | null): unknown {
  // A list is short; whatever else is kept here is none.
  if (!content || content.length > 10_000) return null
  try {
    return JSON.parse(new TextDecoder().decode(content))
  } catch {
    return null
  }
}

async function known(city: City): Promise<Portfolio> {
  const portfolio = await portfolioOf(city)
  if (!portfolio) throw refuse.conflict('strategy.portfolio.noStrategy')
  return portfolio
}

const yearOf = (city: City, house: StrategyHouse): number => Number(dayOf(city.now, house.zone).slice(0, 4))

async function table(put: Put, plain: string, name: string) {
  return download(csvType, await writeCsv(put), plain, `${name}.csv`, 0)
}

/** Both names of RFC 6266: one that every program reads, and one in the reader's letters. */
function download(type: string, content: Uint8Array, plain: string, name: string, keep = 60) {
  const disposition = `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`
  return bytes(type, content, { headers: { 'content-disposition': disposition }, keep })
}
