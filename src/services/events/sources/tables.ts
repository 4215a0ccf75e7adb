// Events of a table, CSV or XLSX: one row a session; rows of one number, or of one title and place, are one event.
import { type Cell, type Column, readTables, type Sheet, type SheetError, tableOf } from '#platform/sheets/index.ts'
import { type Draft, type DraftSession, type ReadingOptions, settle } from './draft.ts'
import type { Reading, SetAside } from './found.ts'
import { moneyOf, pricesIn, stateOf, yesNoOf } from './values.ts'

const text = <const Key extends string>(key: Key, most: number, ...titles: [string, ...string[]]) => ({
  kind: 'text' as const,
  key,
  titles,
  most,
})

/** The columns, by their Russian and English names. A title and a beginning are all that must be there. */
export const eventColumns = [
  text('id', 200, 'Номер', 'Код', 'Id', 'Uid'),
  { ...text('title', 300, 'Название', 'Событие', 'Мероприятие', 'Title', 'Name'), required: true },
  text('description', 10_000, 'Описание', 'Аннотация', 'Description'),
  text('kind', 100, 'Вид', 'Жанр', 'Тип', 'Категория', 'Kind', 'Type', 'Category'),
  text('topics', 500, 'Темы', 'Теги', 'Метки', 'Topics', 'Tags'),
  { ...text('start', 40, 'Начало', 'Дата', 'Дата начала', 'Start', 'Date', 'Start date'), required: true },
  text('time', 20, 'Время', 'Время начала', 'Time', 'Start time'),
  text('end', 40, 'Окончание', 'Конец', 'Дата окончания', 'End', 'End date'),
  text('endTime', 20, 'Время окончания', 'End time'),
  text('venue', 200, 'Место', 'Площадка', 'Место проведения', 'Venue', 'Place'),
  text('address', 300, 'Адрес', 'Address'),
  text('hall', 100, 'Зал', 'Сцена', 'Hall', 'Stage'),
  text('age', 20, 'Возраст', 'Возрастное ограничение', 'Age', 'Age restriction'),
  text('price', 100, 'Цена', 'Стоимость', 'Цена, ₽', 'Price'),
  text('priceMin', 40, 'Цена от', 'Price from'),
  text('priceMax', 40, 'Цена до', 'Price to'),
  text('free', 20, 'Бесплатно', 'Вход свободный', 'Free'),
  text('pushkin', 20, 'Пушкинская карта', 'Pushkin card'),
  text('tickets', 2000, 'Билеты', 'Ссылка на билеты', 'Tickets', 'Ticket link'),
  text('url', 2000, 'Ссылка', 'Сайт', 'Страница', 'Link', 'Url', 'Website'),
  text('organiser', 200, 'Организатор', 'Organiser', 'Organizer'),
  text('performers', 1000, 'Исполнители', 'Артисты', 'Участники', 'Performers', 'Artists'),
  text('language', 40, 'Язык', 'Language'),
  text('ramp', 20, 'Пандус', 'Доступно на коляске', 'Ramp', 'Wheelchair'),
  text('loop', 20, 'Индукционная петля', 'Петля', 'Hearing loop'),
  text('sign', 20, 'Жестовый язык', 'Перевод на жестовый язык', 'Sign language'),
  text('status', 40, 'Состояние', 'Статус', 'Status'),
  text('was', 40, 'Прежнее начало', 'Было назначено', 'Previous start'),
] as const satisfies readonly Column[]

type Values = Readonly<Record<(typeof eventColumns)[number]['key'], string>>

interface Told {
  row: number
  values: Values
}

/** Reads the first sheet that has rows. Wrong headings and cells are set aside by their address, with the name probably meant. */
export async function readEventTable(bytes: Uint8Array, options: ReadingOptions): Promise<Reading> {
  const opened = await readTables(bytes)
  if (!opened.ok) return { found: [], setAside: opened.errors.map((error) => asideOf(error)) }
  const sheet = opened.sheets.find(({ rows }) => rows.length > 0)
  if (!sheet) return { found: [], setAside: [{ line: null, item: null, reason: 'events.aside.noTable', values: {} }] }
  const table = tableOf(withTimes(sheet), eventColumns)
  const setAside = table.errors.map((error) => asideOf(error))
  const told = table.rows.map(({ row, values }): Told => ({ row, values: { ...values } }))
  const grouped = Map.groupBy(told, ({ values }) => values.id || `${values.title}|${values.venue}`)
  const reading = settle(
    [...grouped].map(([uid, rows]) => draftOf(uid, rows)),
    { roubles: true, ...options },
  )
  return { found: reading.found, setAside: [...setAside, ...reading.setAside] }
}

function draftOf(uid: string, rows: readonly Told[]): Draft {
  const [first] = rows
  const values = first?.values ?? emptyValues
  const priced = pricesIn(values.price)
  const min = moneyOf(values.priceMin) ?? priced.min
  return {
    ...{ uid, line: first?.row ?? null, title: values.title, description: values.description, kind: values.kind },
    topics: values.topics.split(/[,;]/),
    sessions: rows.map(({ values: own }) => sessionOf(own)),
    venue: { name: values.venue, address: values.address, hall: values.hall },
    age: values.age,
    free: yesNoOf(values.free) ?? priced.free,
    prices: { min, max: moneyOf(values.priceMax) ?? priced.max },
    pushkinCard: yesNoOf(values.pushkin),
    ...{ ticketUrl: values.tickets, url: values.url, organiser: values.organiser, language: values.language },
    performers: values.performers.split(/[,;]/),
    access: { ramp: yesNoOf(values.ramp), loop: yesNoOf(values.loop), signLanguage: yesNoOf(values.sign) },
    status: stateOf(values.status),
  }
}

function sessionOf(values: Values): DraftSession {
  const at = (day: string, time: string) =>
    day && time && !day.includes(':') ? `${day} ${time.replace('.', ':')}` : day
  const end = at(values.end || (values.endTime ? values.start.slice(0, 10) : ''), values.endTime)
  return {
    start: at(values.start, values.time),
    end,
    hall: values.hall,
    status: stateOf(values.status),
    previousStart: values.was,
  }
}

const emptyValues: Values = Object.fromEntries(eventColumns.map(({ key }) => [key, ''])) as Values

// A spreadsheet keeps a time of the day as a part of one, which is no day: it is put back into hours and minutes.
function withTimes(sheet: Sheet): Sheet {
  const rows = sheet.rows.map((row) => ({ ...row, cells: row.cells.map(withTime) }))
  return { ...sheet, rows }
}

function withTime(cell: Cell): Cell {
  const part = cell.kind === 'number' ? cell.text : cell.kind === 'wrong' ? String(cell.values.text ?? '') : ''
  if (!/^0\.\d+$/.test(part)) return cell
  const minutes = Math.round(Number(part) * 1440)
  const two = (number: number) => String(number).padStart(2, '0')
  return {
    at: cell.at,
    column: cell.column,
    kind: 'text',
    text: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`,
  }
}

function asideOf({ cell, key, values }: SheetError): SetAside {
  const told = Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)])
  const line = /\d+$/.exec(cell)?.[0]
  return { line: line ? Number(line) : null, item: cell || null, reason: key, values: Object.fromEntries(told) }
}
