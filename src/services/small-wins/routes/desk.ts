// Addresses of the editor's desk: drafts, and what became of what was told.
import { h } from 'preact'
import { nothingTyped, page, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { correctWin } from '../actions/corrections.ts'
import { publishWin } from '../actions/drafts.ts'
import { tellSetback } from '../actions/setbacks.ts'
import { withdrawWin } from '../actions/withdrawals.ts'
import { correctionForm, publicationForm, setbackForm, withdrawalForm } from '../forms.ts'
import { DeskPage, DraftPage, WithdrawPage } from '../pages/desk.tsx'
import { CorrectionPage, SetbackPage } from '../pages/desk-turns.tsx'
import { titleOf } from '../pages/said.tsx'
import { draftFor, drafts } from '../queries/drafts.ts'
import { shelf } from '../queries/shelf.ts'
import { bornWins, type Win, winFor } from '../queries/win.ts'

export async function deskPage({ city }: Visit) {
  return page(
    city.words('smallWins.desk.title'),
    h(DeskPage, { drafts: await drafts(city), born: await bornWins(city) }),
    { keep: 0 },
  )
}

export async function deskItemPage({ city, params }: Visit, typed: Typed = nothingTyped) {
  const status = statusOf(typed)
  const draft = await draftFor(city, params.id ?? '')
  if (draft) return page(city.words('smallWins.desk.draftTitle'), h(DraftPage, { draft, typed }), { status, keep: 0 })
  const win = await standing(city, params.id ?? '')
  return page(titleOf(city.words, win), h(WithdrawPage, { win, typed }), { status, keep: 0 })
}

export function publication(zone: string) {
  return async (visit: Visit) => {
    const sent = publicationForm.check(visit.fields)
    if (!sent.ok) return deskItemPage(visit, { values: visit.fields, errors: sent.errors })
    const { id } = await publishWin(visit.city, { draft: visit.params.id ?? '', ...sent.value, zone })
    return redirect(`/small-wins/${id}`)
  }
}

export function withdrawal(zone: string) {
  return async (visit: Visit) => {
    const sent = withdrawalForm.check(visit.fields)
    if (!sent.ok) return deskItemPage(visit, { values: visit.fields, errors: sent.errors })
    await withdrawWin(visit.city, { id: visit.params.id ?? '', note: sent.value.note, zone })
    return redirect(`/small-wins/${visit.params.id ?? ''}`)
  }
}

export async function correctionPage({ city, params }: Visit, typed: Typed = nothingTyped) {
  const win = await standing(city, params.id ?? '')
  const title = city.words('smallWins.desk.correctTitle')
  return page(title, h(CorrectionPage, { win, typed }), { status: statusOf(typed), keep: 0 })
}

export function correction(zone: string) {
  return async (visit: Visit) => {
    const sent = correctionForm.check(visit.fields)
    if (!sent.ok) return correctionPage(visit, { values: visit.fields, errors: sent.errors })
    const win = visit.params.id ?? ''
    return withErrors(visit, correctionPage, async () => {
      const { id } = await correctWin(visit.city, { win, ...sent.value, zone })
      return redirect(`/small-wins/${id}`)
    })
  }
}

export function setbackPage(zone: string) {
  return async ({ city, query, fields }: Visit, typed: Typed = nothingTyped) => {
    const asked = typeof fields.about === 'string' && fields.about !== '' ? fields.about : (query.about ?? '')
    const about = asked === '' ? null : await winFor(city, asked)
    const props = { typed, facets: await shelf(city), about, today: dayOf(city.now, zone) }
    return page(city.words('smallWins.desk.setbackTitle'), h(SetbackPage, props), { status: statusOf(typed), keep: 0 })
  }
}

export function setback(zone: string) {
  return async (visit: Visit) => {
    const sent = setbackForm(dayOf(visit.city.now, zone)).check(visit.fields)
    if (!sent.ok) return setbackPage(zone)(visit, { values: visit.fields, errors: sent.errors })
    const { page: source, pageDay, case: number, about, district, ...said } = sent.value
    return withErrors(visit, setbackPage(zone), async () => {
      const { id } = await tellSetback(visit.city, {
        ...said,
        district: district || null,
        about: about || null,
        source: source === '' ? null : { page: source, day: pageDay },
        case: number || null,
      })
      return redirect(`/small-wins/${id}`)
    })
  }
}

// What only the action can know is wrong comes back to the form like all else.
async function withErrors<Shown, Done>(
  visit: Visit,
  form: (visit: Visit, typed: Typed) => Promise<Shown>,
  act: () => Promise<Done>,
): Promise<Shown | Done> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'invalid')
      return form(visit, { values: visit.fields, errors: error.fields })
    throw error
  }
}

async function standing(city: Visit['city'], id: string): Promise<Win> {
  const win = await winFor(city, id)
  if (win?.kind !== 'win' || win.withdrawn) throw refuse.missing('smallWins.refusal.noDraft')
  return win
}

function statusOf(typed: Typed): number {
  return Object.keys(typed.errors).length > 0 ? 422 : 200
}
