// The demo's part: Dina makes an invented programme, its first call has closed, its second is open under terms, and residents have applied to both.
import type { City } from '#platform/city.ts'
import type { DemoStory, Pack } from '#platform/module.ts'
import { atHour, dayOf, days, later } from '#platform/time.ts'
import { beginApplication, saveKnown, savePage, sendApplication } from '../actions/applications.ts'
import { openCall } from '../actions/calls.ts'
import { markComplete, markIncomplete } from '../actions/checking.ts'
import { keepDocument } from '../actions/documents.ts'
import { managersOffice } from '../actions/office.ts'
import { beginProgramme, publishProgramme, saveDraft } from '../actions/programmes.ts'
import { nameTerms, publishTerms } from '../actions/terms.ts'
import { draftOf } from '../queries/programmes.ts'
import { termsInForce, vocabulary } from '../queries/terms.ts'
import type { Answers } from '../rules/answers.ts'
import { definitionShape } from '../rules/definition.ts'
import { type TermsBody, termsShape } from '../rules/terms.ts'
import { keepNameless } from '../scanning.ts'
import type { KnownAnswers } from '../tables/applying.ts'

const programme = 'workshop-month'

export async function tellApplications(story: DemoStory, pack: Pack): Promise<void> {
  const file = `programmes/${programme}.json`
  if (!pack.has(file)) return
  await story.settle()
  const definition = definitionShape.parse(pack.read(file))
  const dina = story.as('dina', 80, 10)
  // The first version asked for no day to begin on; the second does, and the first call keeps its own.
  const first = {
    ...definition,
    pages: definition.pages.map((page) => ({ ...page, fields: page.fields.filter(({ id }) => id !== 'f8') })),
  }
  await beginProgramme(dina, { id: programme, definition: first })
  await publishProgramme(dina, { programme, seen: 1, reason: 'Первая версия программы' })
  const spring = await call(story, dina, { ru: 'Первый приём', en: 'First call' }, 75, 45)
  const closed = [
    await applied(story, spring, { person: 'anna', day: 62, ...kiln }),
    await applied(story, spring, { person: 'zoya', day: 58, ...loom }),
    await applied(story, spring, { person: 'marat', day: 50, ...chairs }),
  ]
  await story.settle()
  for (const application of closed) await markComplete(story.as('dina', 43, 11), { application })

  const later20 = story.as('dina', 20, 11)
  const draft = await draftOf(later20, programme)
  await saveDraft(later20, { programme, seen: draft?.revision ?? 1, definition })
  await publishProgramme(later20, {
    ...{ programme, seen: (draft?.revision ?? 1) + 1 },
    reason: 'Спрашиваем, когда заявитель готов начать: в первом приёме два места простояли неделю',
  })
  const terms = await conditions(later20, dayOf(later20.now, story.zone))
  const winter = await call(story, later20, { ru: 'Второй приём', en: 'Second call' }, 12, -19, terms)
  await applied(story, winter, {
    person: 'marat',
    day: 6,
    ...lamp,
    begins: 14,
    known: { form: 'self-employed', age: 34 },
  })
  // Zoya does not know yet whether she will register: the terms let her go on.
  const unfinished = await applied(story, winter, {
    person: 'zoya',
    day: 4,
    ...quilt,
    begins: 20,
    known: { form: null },
  })
  await story.settle()
  const checked = story.as('dina', 2, 12)
  await markIncomplete(checked, {
    ...{ application: unfinished, reason: null, dueAt: later(checked.now, days(7)) },
    gaps: [
      { subject: 'field:f11', said: 'Не указано, сколько стоит ткань.' },
      { subject: 'document:d1', said: 'На фото не видно работ. Приложите другое.' },
    ],
  })
  await story.settle()
}

async function call(
  story: DemoStory,
  dina: City,
  title: { ru: string; en: string },
  opens: number,
  closes: number,
  terms: { id: string; version: number } | null = null,
): Promise<string> {
  const at = (daysAgo: number, hour: number) => {
    const day = dayOf(later(story.as('dina', 0).now, -days(daysAgo)), story.zone)
    return atHour(day, hour, story.zone)
  }
  const { id } = await openCall(dina, {
    ...{ programme, title, opensAt: at(opens, 9), closesAt: at(closes, 18), zone: story.zone },
    ...{ budget: 15_000_000, awards: 3, terms },
    contact: 'куратор программ, +7 (3412) 00-00-00 (вымышлено)',
  })
  return id
}

// Who may apply to the second call; null where the catalogue does not ask what it needs.
async function conditions(dina: City, from: string): Promise<{ id: string; version: number } | null> {
  const asked = new Set((await vocabulary(dina)).questions.map(({ id }) => id))
  if (!asked.has('form') || !asked.has('age')) return null
  const title = {
    ru: 'Мастерская на месяц: кто может подать (вымышлено)',
    en: 'A workshop for a month: who may apply (invented)',
  }
  const body: TermsBody = termsShape.shape.versions.element.omit({ from: true, to: true }).parse({
    basis: 'Вымышлено для демонстрации',
    table: {
      columns: [
        { id: 'form', of: 'form' },
        { id: 'age', of: 'age' },
      ],
      rows: [
        { id: 'r1', cells: ['"not-yet", "self-employed", "ip"', '>= 18'], gives: 'yes' },
        { id: 'r2', cells: ['"npo"', '-'], gives: 'yes' },
      ],
    },
    examples: [
      { known: { form: 'self-employed', age: 34 }, on: from, verdict: 'yes' },
      { known: { form: 'ip', age: 17 }, on: from, verdict: 'no' },
      { known: { form: 'npo' }, on: from, verdict: 'yes' },
      { known: { form: 'company' }, on: from, verdict: 'no' },
      { known: { form: 'not-yet' }, on: from, verdict: 'unknown' },
    ],
  })
  const office = managersOffice(dina)
  await nameTerms(dina, { id: programme, title, body, office })
  await publishTerms(dina, { id: programme, seen: 1, from, to: null, office, reason: 'Ко второму приёму' })
  const terms = await termsInForce(dina, programme)
  return terms && { id: terms.id, version: terms.version }
}

interface Applied {
  person: string
  day: number
  name: string
  does: string
  work: string
  plan: string
  shop: string
  needs: [string, string, number][]
  /** Days from the call on which she can begin. */
  begins?: number
  /** What she answered to the questions of the terms. */
  known?: KnownAnswers
}

async function applied(story: DemoStory, id: string, told: Applied): Promise<string> {
  const city = story.as(told.person, told.day, 19)
  const { id: application } = await beginApplication(city, { call: id, organisation: null, zone: story.zone })
  if (told.known) await saveKnown(city, { application, known: told.known })
  const pages: [string, Answers][] = [
    ['p1', { f1: told.name, f2: told.does, f3: false }],
    [
      'p2',
      {
        ...{ f4: told.work, f5: told.plan, f6: told.shop, f9: false },
        ...(told.begins === undefined
          ? {}
          : { f8: dayOf(later(story.as('dina', 0).now, days(told.begins)), story.zone) }),
      },
    ],
    [
      'p3',
      {
        f11: told.needs.map(([c1, c2, c3]) => ({ c1, c2, c3 })),
        f12: told.needs.reduce((sum, [, , kopecks]) => sum + kopecks, 0),
      },
    ],
  ]
  for (const [page, answers] of pages) await savePage(city, { application, page, seen: 0, answers })
  const bytes = paper(told.person)
  await keepDocument(city, {
    ...{ application, asked: 'd1', name: 'works.pdf', kind: 'pdf', size: bytes.length, datedOn: null },
    ...{ sha: await story.files.put(bytes), namelessSha: await keepNameless(story.files, bytes, 'pdf') },
    ...{ scan: 'clean', scanner: 'pretend', said: null },
  })
  await sendApplication(city, { application, zone: story.zone })
  return application
}

// A page with one line, as small as a PDF can be (ISO 32000-1, annex H.2).
function paper(whose: string): Buffer {
  const line = `BT /F1 18 Tf 72 720 Td (Invented for the demonstration: works of ${whose}) Tj ET`
  return Buffer.from(
    [
      '%PDF-1.4',
      '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
      '2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj',
      '3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >> endobj',
      `4 0 obj << /Length ${line.length} >>\nstream\n${line}\nendstream\nendobj`,
      '5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj',
      'trailer << /Root 1 0 R >>',
      '%%EOF',
    ].join('\n'),
  )
}

const kiln = {
  name: 'Анна',
  does: 'Леплю посуду по вечерам и учу соседских детей.',
  work: 'Чайный набор «Италмас»',
  plan: 'Сделать набор на шесть человек с ручной росписью и показать его на дне района. Формы придумать открытыми, чтобы их могли повторить другие.',
  shop: 'o1',
  needs: [
    ['Глина', '40 кг', 480_000],
    ['Глазури', '6 банок', 960_000],
  ],
} satisfies Omit<Applied, 'person' | 'day'>
const loom = {
  name: 'Зоя',
  does: 'Тку половики по бабушкиным рисункам.',
  work: 'Половик для библиотеки',
  plan: 'Соткать половик длиной четыре метра по рисункам из старых сундуков и подарить его районной библиотеке вместе с описанием узоров.',
  shop: 'o3',
  needs: [['Пряжа', '12 кг', 1_440_000]],
} satisfies Omit<Applied, 'person' | 'day'>
const chairs = {
  name: 'Марат',
  does: 'Чиню мебель, хочу делать свою.',
  work: 'Четыре стула для двора',
  plan: 'Собрать четыре прочных стула из лиственницы для двора на улице Пушкинской и выложить чертежи, чтобы их мог собрать любой сосед.',
  shop: 'o2',
  needs: [
    ['Лиственница', '0,3 м³', 1_350_000],
    ['Масло и крепёж', 'набор', 420_050],
  ],
} satisfies Omit<Applied, 'person' | 'day'>
const lamp = {
  name: 'Марат',
  does: 'Чиню мебель, делаю свою.',
  work: 'Фонарь для подъезда',
  plan: 'Сделать из старых рам и латуни фонарь над подъездом, который не слепит окна, и рассказать, как повторить его за выходные.',
  shop: 'o4',
  needs: [['Латунь', '5 кг', 650_000]],
} satisfies Omit<Applied, 'person' | 'day'>
const quilt = {
  name: 'Зоя',
  does: 'Тку и шью.',
  work: 'Одеяло двора',
  plan: 'Сшить одеяло из лоскутов, которые принесут соседи, с подписью каждого, и показывать его на праздниках двора, чтобы помнить, кто здесь живёт.',
  shop: 'o3',
  needs: [['Нитки', '20 катушек', 300_000]],
} satisfies Omit<Applied, 'person' | 'day'>
