// Addresses of the editors' desk: writing, looking before showing, history, pictures and links.
import { h } from 'preact'
import { preparePhoto } from '#kernel/media/index.ts'
import { nothingTyped, page, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { keepPicture } from '../actions/pictures.ts'
import { publishPage, withdrawPage } from '../actions/publish.ts'
import { beginPage, restoreVersion, saveVersion } from '../actions/write.ts'
import { beginForm, fieldsOf, pictureForm, publicationForm, textForm, textsOf } from '../forms.ts'
import { DeskPage } from '../pages/desk.tsx'
import { BeginPage, EditPage } from '../pages/editor.tsx'
import { HistoryPage, VersionPage } from '../pages/history.tsx'
import { LinksPage, PicturesPage } from '../pages/keep.tsx'
import { PreviewPage } from '../pages/text.tsx'
import { deskCards, deskPage, versionOf, versionsOf } from '../queries/desk.ts'
import { brokenAfterDays, failingLinks, linksLookedAfter } from '../queries/links.ts'
import { latestPictures, picturesIn } from '../queries/pictures.ts'
import { textIn } from '../queries/shown.ts'
import { hrefOf, kindOf, pageId } from '../rules/kinds.ts'
import { instantOf } from '../rules/schedule.ts'
import type { PagesHouse } from './house.ts'
import { textProps } from './parts.ts'

export async function desk({ city }: Visit) {
  const broken = (await failingLinks(city)).filter(({ days }) => days >= brokenAfterDays).length
  return page(city.words('pages.desk.title'), h(DeskPage, { cards: await deskCards(city), broken }), { keep: 0 })
}

export function beginning({ city, query, fields }: Visit, typed: Typed = nothingTyped) {
  const asked = typeof fields.kind === 'string' ? fields.kind : query.kind
  const props = { typed, kind: kindOf(asked) ?? 'news' }
  return page(city.words('pages.begin.title'), h(BeginPage, props), { status: statusOf(typed), keep: 0 })
}

export function begin(house: PagesHouse) {
  return async (visit: Visit) => {
    const { city, fields } = visit
    const sent = beginForm(await picturesIn(city, textsTyped(visit))).check(fields)
    if (!sent.ok) return beginning(visit, { values: fields, errors: sent.errors })
    const { kind, slug, next } = sent.value
    try {
      const made = { kind, slug, texts: textsOf(sent.value), basis: house.demo ? ('demo' as const) : ('city' as const) }
      const { id } = await beginPage(city, made)
      return saved(id, next, 1)
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'invalid')
        return beginning(visit, { values: fields, errors: error.fields })
      throw error
    }
  }
}

export async function edit(visit: Visit, typed: Typed = nothingTyped, conflict = false) {
  const { city, query } = visit
  const found = await asked(visit)
  const theirs = conflict ? { last: found.last, fields: fieldsOf(found.last.texts) } : null
  const done = (['saved', 'same', 'published', 'scheduled', 'withdrawn', 'restored'] as const).find(
    (one) => one === query.done,
  )
  const props = {
    ...{ page: found, typed, theirs, before: fieldsOf(found.last.texts) },
    done: visit.method === 'GET' ? (done ?? null) : null,
    today: city.words.date(city.now, 'time'),
  }
  const title = city.words('pages.edit.title', { title: found.last.texts.ru.title })
  return page(title, h(EditPage, props), { status: conflict ? 409 : statusOf(typed), keep: 0 })
}

export async function save(visit: Visit) {
  const { city, fields } = visit
  const { id, last } = await asked(visit)
  const sent = textForm(await picturesIn(city, textsTyped(visit))).check(fields)
  if (!sent.ok) return edit(visit, { values: fields, errors: sent.errors })
  const { seen, note, next } = sent.value
  try {
    const { number } = await saveVersion(city, { page: id, seen, texts: textsOf(sent.value), note: note || null })
    return saved(id, next, number, number === last.number)
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'conflict') return edit(visit, { values: fields, errors: {} }, true)
    throw error
  }
}

export function publish(zone: string) {
  return async (visit: Visit) => {
    const { city, fields } = visit
    const { id } = await asked(visit)
    const sent = publicationForm(zone).check(fields)
    if (!sent.ok) return edit(visit, { values: fields, errors: sent.errors })
    const { version, opensOn, opensTime, closesOn, closesTime } = sent.value
    const opensAt = (opensOn && instantOf(opensOn, opensTime, zone)) || city.now
    const closesAt = (closesOn && instantOf(closesOn, closesTime, zone)) || null
    try {
      await publishPage(city, { page: id, version, opensAt, closesAt })
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'invalid')
        return edit(visit, { values: fields, errors: error.fields })
      throw error
    }
    return redirect(`${deskHref(id)}?done=${opensAt > city.now ? 'scheduled' : 'published'}`)
  }
}

export async function withdraw(visit: Visit) {
  const { id } = await asked(visit)
  await withdrawPage(visit.city, { page: id })
  return redirect(`${deskHref(id)}?done=withdrawn`)
}

/** Exactly what readers will see, in the language of the address. */
export function preview(house: PagesHouse) {
  return async (visit: Visit) => {
    const { city, query } = visit
    const found = await asked(visit)
    const version = query.version === undefined ? found.last : await versionOf(city, found.id, Number(query.version))
    if (!version) throw refuse.missing('pages.refusal.noVersion')
    const { text, lang } = textIn(version.texts, city.words.locale)
    const seen = {
      ...{
        id: found.id,
        kind: found.kind,
        slug: found.slug,
        href: hrefOf(found.id),
        basis: found.basis,
        ...text,
        lang,
      },
      ...{ version: version.number, firstAt: city.now, since: city.now },
    }
    return page(text.title, h(PreviewPage, await textProps(city, seen, house)), { keep: 0, description: text.lead })
  }
}

export async function history(visit: Visit) {
  const found = await asked(visit)
  const props = { page: found, versions: await versionsOf(visit.city, found.id) }
  return page(visit.city.words('pages.history.title'), h(HistoryPage, props), { keep: 0 })
}

export async function version(visit: Visit) {
  const { city, params } = visit
  const found = await asked(visit)
  const number = Number(params.version)
  const one = await versionOf(city, found.id, number)
  if (!one) throw refuse.missing('pages.refusal.noVersion')
  const before = await versionOf(city, found.id, number - 1)
  const fields = { now: fieldsOf(one.texts), before: before ? fieldsOf(before.texts) : {} }
  const title = city.words('pages.history.one', { version: number })
  return page(title, h(VersionPage, { page: found, version: one, before, fields }), { keep: 0 })
}

export async function restore(visit: Visit) {
  const { city, params } = visit
  const { id } = await asked(visit)
  const number = Number(params.version)
  if (!Number.isInteger(number)) throw refuse.missing('pages.refusal.noVersion')
  await restoreVersion(city, { page: id, number, note: city.words('pages.history.restoredNote', { version: number }) })
  return redirect(`${deskHref(id)}?done=restored`)
}

export async function pictures({ city }: Visit, typed: Typed = nothingTyped) {
  const props = { pictures: await latestPictures(city), typed }
  return page(city.words('pages.pictures.title'), h(PicturesPage, props), { status: statusOf(typed), keep: 0 })
}

export function addPicture(house: PagesHouse) {
  return async (visit: Visit) => {
    const { city, fields, uploads } = visit
    const sent = pictureForm.check(fields)
    const [upload] = uploads.photo ?? []
    const errors = {
      ...(sent.ok ? {} : sent.errors),
      ...(upload ? {} : { photo: { key: 'pages.form.photoMissing' } }),
    }
    if (!sent.ok || !upload) return pictures(visit, { values: fields, errors })
    try {
      const photo = await preparePhoto(house.files, upload, { now: city.now, zone: house.zone })
      await keepPicture(city, { photo, alt: sent.value.alt })
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'invalid')
        return pictures(visit, { values: fields, errors: error.fields })
      throw error
    }
    return redirect('/desk/pages/pictures')
  }
}

export function links(house: PagesHouse) {
  return async ({ city }: Visit) => {
    const looked = await linksLookedAfter(city)
    const props = {
      failing: await failingLinks(city),
      ...looked,
      brokenAfter: brokenAfterDays,
      outer: house.ask !== null,
    }
    return page(city.words('pages.links.title'), h(LinksPage, props), { keep: 0 })
  }
}

async function asked({ city, params }: Visit) {
  const kind = kindOf(params.kind)
  const found = kind && (await deskPage(city, pageId(kind, params.slug ?? '')))
  if (!found) throw refuse.missing('pages.refusal.noPage')
  return found
}

function saved(id: string, next: string, number: number, same = false) {
  return redirect(
    next === 'preview'
      ? `${deskHref(id)}/preview?version=${number}`
      : `${deskHref(id)}?done=${same ? 'same' : 'saved'}`,
  )
}

function deskHref(id: string): string {
  return `/desk/pages/${id.replace(':', '/')}`
}

function textsTyped({ fields }: Visit): string[] {
  return ['bodyRu', 'bodyEn'].map((name) => String([fields[name] ?? ''].flat()[0] ?? ''))
}

function statusOf(typed: Typed): number {
  return Object.keys(typed.errors).length > 0 ? 422 : 200
}
