// What the staff do with one case: each form is checked whole, and a refusal gives the page back with what was typed.
import { h } from 'preact'
import {
  answerCase,
  declineCase,
  handOver,
  markComplaint,
  openCaseFile,
  releaseCase,
  releaseRepair,
  resolveCase,
  topics,
} from '#kernel/cases/index.ts'
import { preparePhoto, prepareRelease } from '#kernel/media/index.ts'
import { bodies, calledFor } from '#kernel/places/index.ts'
import type { Fields } from '#platform/form.ts'
import { type Answer, nothingTyped, page, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { type FieldErrors, Refusal } from '#platform/refusal.ts'
import {
  answerForm,
  complaintForm,
  handoverForm,
  readRelease,
  readRepairRelease,
  refusalForm,
  resolutionForm,
} from '../forms.ts'
import { DeskCasePage } from '../pages/case.tsx'
import type { DeskHouse } from '../routes.ts'

/** The forms of the page: each shows its own errors only. */
export type FormName = 'release' | 'repairRelease' | 'handover' | 'resolution' | 'answer' | 'refusal' | 'complaint'

interface Trouble {
  form: FormName
  typed: Typed
  /** What stands against it as a whole, such as that somebody was faster. */
  notice?: string
  status: number
}

export function caseHandlers(house: DeskHouse) {
  const { files, zone } = house

  const show = (visit: Visit) => casePage(visit, null)

  const release = acting('release', readRelease, async ({ city }, number, { text, hidePhoto, boxes }) => {
    const file = await openCaseFile(city, number)
    const photo = file.photo && !hidePhoto ? await prepareRelease(files, file.photo.sizes, boxes) : null
    const shown = text === undefined ? file.text : text
    await releaseCase(city, { number, text: shown === '' ? null : shown, photo })
  })

  const repairRelease = acting('repairRelease', readRepairRelease, async ({ city }, number, { resolution, boxes }) => {
    const file = await openCaseFile(city, number)
    const photo = file.resolutions.find(({ id }) => id === resolution)?.photo
    if (!photo) throw new Refusal('missing', 'cases.refusal.noRepairPhoto')
    await releaseRepair(city, { number, resolution, photo: await prepareRelease(files, photo.sizes, boxes) })
  })

  const handover = acting('handover', handoverForm.check, async ({ city }, number, { to, reason, topic, land }) => {
    await handOver(city, { number, to, reason, ...(topic === '' ? {} : { topic }), ...(land === '' ? {} : { land }) })
  })

  const resolution = acting('resolution', resolutionForm.check, async (visit, number, { note, word }) => {
    const upload = visit.uploads.photo?.find(({ bytes }) => bytes.length > 0)
    const photo = upload ? await preparePhoto(files, upload, { now: visit.city.now, zone }) : null
    await resolveCase(visit.city, { number, note, photo, word: word === '' ? null : word })
  })

  const answer = acting('answer', answerForm.check, ({ city }, number, { answer: text }) =>
    answerCase(city, { number, text }),
  )
  const refusal = acting('refusal', refusalForm.check, ({ city }, number, { why }) =>
    declineCase(city, { number, reason: why }),
  )
  const complaint = acting('complaint', complaintForm.check, ({ city }, number, { about }) =>
    markComplaint(city, { number, about: about === '' ? null : about }),
  )
  return { show, release, repairRelease, handover, resolution, answer, refusal, complaint }
}

type Check<Value> = (fields: Fields) => { ok: true; value: Value } | { ok: false; errors: FieldErrors }

// What was typed must not be lost to a refusal, so invalid and conflict come back as the page they were sent from.
function acting<Value>(
  form: FormName,
  check: Check<Value>,
  act: (visit: Visit, number: string, value: Value) => Promise<void>,
) {
  return async (visit: Visit): Promise<Answer> => {
    const number = visit.params.number ?? ''
    const sent = check(visit.fields)
    if (!sent.ok) return casePage(visit, { form, typed: { values: visit.fields, errors: sent.errors }, status: 422 })
    try {
      await act(visit, number, sent.value)
    } catch (error) {
      if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error
      const typed = { values: visit.fields, errors: error.fields }
      const notice = error.kind === 'conflict' ? { notice: visit.city.words(error.key, error.values) } : {}
      return casePage(visit, { form, typed, ...notice, status: error.status })
    }
    return redirect(`/desk/cases/${number}?done=${form}`)
  }
}

async function casePage(visit: Visit, trouble: Trouble | null) {
  const { city, params, query } = visit
  const number = params.number ?? ''
  const file = await openCaseFile(city, number)
  const options = {
    bodies: (await bodies(city)).map((body) => ({ value: body.id, label: calledFor(city.words, body) })),
    topics: (await topics(city)).map(({ code, label }) => ({ value: code, label })),
  }
  const typed = (form: FormName) => (trouble?.form === form ? trouble.typed : nothingTyped)
  const done =
    trouble === null && query.done !== undefined && city.words.has(`desk.done.${query.done}`) ? query.done : null
  const props = { file, ...options, typed, notice: trouble?.notice ?? null, errors: trouble?.typed.errors ?? {}, done }
  const title = city.words('desk.case.title', { number })
  return page(title, h(DeskCasePage, props), { status: trouble?.status ?? 200 })
}
