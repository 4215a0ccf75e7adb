// Terms as a file: their table downloaded with its examples, and brought back as the draft or not at all.
import { bytes, get, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { Refusal } from '#platform/refusal.ts'
import { csvType, sayError, writeCsv, writeWorkbook, xlsxType } from '#platform/sheets/index.ts'
import { managersOffice } from '../actions/office.ts'
import { saveDraft } from '../actions/terms.ts'
import { readTermsSheet, termsSheet } from '../forms/terms-sheet.ts'
import { mayManageProgrammes } from '../policy/applying.ts'
import { termsNamed, vocabulary } from '../queries/terms.ts'
import { draftOf } from '../queries/terms-preview.ts'
import { editPage, seenOf, writtenBody } from './terms.ts'

const at = '/desk/programmes/terms/:id/table'
const may = mayManageProgrammes

export const termsSheetRoutes: Route[] = [
  get(`${at}.xlsx`, may, (visit) => download(visit, 'xlsx'), { personal: true }),
  get(`${at}.csv`, may, (visit) => download(visit, 'csv'), { personal: true }),
  post(at, may, take, { perMinute: 20 }),
]

async function download({ city, params }: Visit, as: 'xlsx' | 'csv') {
  const terms = await termsNamed(city, params.id ?? '')
  const sheet = termsSheet(writtenBody(terms, await draftOf(city, terms.id)), await vocabulary(city))
  const headers = { 'content-disposition': `attachment; filename="terms-${terms.id}.${as}"` }
  return as === 'csv'
    ? bytes(csvType, await writeCsv(sheet), { headers, keep: 0 })
    : bytes(xlsxType, await writeWorkbook([sheet]), { headers, keep: 0 })
}

async function take(visit: Visit) {
  const { city, params, uploads, fields } = visit
  const terms = await termsNamed(city, params.id ?? '')
  const draft = await draftOf(city, terms.id)
  const body = writtenBody(terms, draft)
  const refused = (said: readonly string[], notice: string | null, status: number) =>
    editPage(visit, {
      ...{ body, seen: draft?.revision ?? 0, typed: { values: {}, errors: {} }, notice, status },
      fileWrong: said,
    })
  const [file] = uploads.file ?? []
  if (!file || file.bytes.length === 0) return refused([city.words('programmes.terms.sheet.none')], null, 422)
  if (file.cut) return refused([city.words('programmes.terms.sheet.large')], null, 422)
  const read = await readTermsSheet(file.bytes, await vocabulary(city), body)
  if ('errors' in read)
    return refused(
      read.errors.map((error) => sayError(city.words, error)),
      null,
      422,
    )
  try {
    await saveDraft(city, { id: terms.id, seen: seenOf(fields), body: read.body, office: managersOffice(city) })
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error
    return refused([], city.words(error.key), error.status)
  }
  return redirect(`/desk/programmes/terms/${terms.id}?taken=yes`)
}
