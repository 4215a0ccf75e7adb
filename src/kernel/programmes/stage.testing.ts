// What tests of programmes need: the invented programme of the pack, published, with a call open, and somebody who applies.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { guest, type Role } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import { days, later } from '#platform/time.ts'
import { openCall } from './actions/calls.ts'
import { beginProgramme, publishProgramme } from './actions/programmes.ts'
import { type Definition, definitionShape } from './rules/definition.ts'

/** The definition that the pack holds. */
export const workshop = (): Definition =>
  definitionShape.parse(
    JSON.parse(readFileSync(join(projectRoot, 'city/izhevsk/programmes/workshop-month.json'), 'utf8')),
  )

/** The city as somebody in an office sees it. */
export function inOffice(city: City, role: string): City {
  const roles: Role[] = [{ name: role, body: null }]
  return { ...city, actor: { ...guest, person: newId(city.now), roles } }
}

/** The programme, published, and its call: open from yesterday for ten days. */
export async function openWorkshop(
  city: City,
  more: { id?: string; definition?: Definition; terms?: { id: string; version: number } | null; closesAt?: Date } = {},
): Promise<{ programme: string; call: string }> {
  const programme = more.id ?? 'workshop-month'
  const manager = inOffice(city, 'programme-manager')
  await beginProgramme(manager, { id: programme, definition: more.definition ?? workshop() })
  await publishProgramme(manager, { programme, seen: 1, reason: 'Первая версия' })
  const { id } = await openCall(manager, {
    ...{ programme, title: { ru: 'Осень', en: 'Autumn' }, zone: 'Europe/Samara' },
    ...{ opensAt: later(city.now, -days(1)), closesAt: more.closesAt ?? later(city.now, days(10)) },
    ...{ budget: 15_000_000, awards: 3, contact: 'куратор программ', terms: more.terms ?? null },
  })
  return { programme, call: id }
}

/** What answers every question of the programme, page by page, as a form sends it. */
export const filledIn: Record<'p1' | 'p2' | 'p3', Record<string, string>> = {
  p1: { 'a-f1': 'Тимур', 'a-f2': 'Делаю посуду', 'a-f3': 'no' },
  p2: {
    ...{ 'a-f4': 'Чайный набор', 'a-f6': 'o1', 'a-f8': '2026-12-20', 'a-f9': 'no' },
    'a-f5': 'Набор на шесть человек с ручной росписью, который можно повторить по нашим чертежам.',
  },
  p3: { 'a-f11.0.c1': 'Глина', 'a-f11.0.c2': '40 кг', 'a-f11.0.c3': '4 800,50', 'a-f12': '4800,5' },
}

/** A PDF as small as it can be. */
export const smallPdf = Buffer.from('%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF')
