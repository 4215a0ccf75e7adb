// The benchmark of importing events: 10,000 of them for the first time, then unchanged, then one in a hundred changed. `--events 1000` takes fewer.
import { importReading } from '../src/services/events/actions/import/run.ts'
import { readJsonList } from '../src/services/events/sources/json-list.ts'
import { proCulture } from '../src/services/events/sources/pro-culture.ts'
import { openEventsCity } from './events-import/city.ts'

const zone = 'Europe/Samara'
const count = numberOf('--events', 10_000)
const { startPostgres } = await import('../scripts/postgres.mjs')
const postgres = process.env.BENCH_DATABASE_URL ? null : await startPostgres()
const open = await openEventsCity(process.env.BENCH_DATABASE_URL ?? postgres?.url ?? null)
try {
  await run('first', feed(count, 0))
  await run('unchanged', feed(count, 0))
  await run('one in a hundred changed', feed(count, 1))
} finally {
  await open.close()
  await postgres?.stop()
}

async function run(what: string, text: string): Promise<void> {
  const began = performance.now()
  const reading = readJsonList(text, proCulture, { zone, base: null, now: open.city.now })
  const ran = await importReading(open.city, { source: 'bench', reading, how: 'clock', zone })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(
    `${what.padEnd(26)} ${seconds} s   ${ran.made} new, ${ran.changed} changed, ${ran.same} same, ${ran.aside} set aside`,
  )
}

/** A feed of events over a year at fifty places, each with one to three sessions; `turn` changes the price of every hundredth. */
function feed(events: number, turn: number): string {
  const begin = Date.parse('2026-12-01T14:00:00Z')
  return JSON.stringify({
    events: Array.from({ length: events }, (_, at) => ({
      ...{ _id: at, name: `Спектакль «Событие ${at}»`, description: `<p>Описание события ${at}.</p>`.repeat(5) },
      ...{
        category: { name: 'Спектакли' },
        tags: [{ name: 'театр' }],
        ageRestriction: [0, 6, 12, 16, 18][at % 5],
        isFree: false,
      },
      ...{
        price: 300 + (at % 100 === 0 ? turn : 0),
        maxPrice: 900,
        saleLink: `https://bilety.example/${at}`,
        organization: { name: `Театр ${at % 50}` },
      },
      places: [{ name: `Площадка ${at % 50}`, address: { street: `ул. Примерная, ${at % 50}` } }],
      seances: Array.from({ length: (at % 3) + 1 }, (_, day) => {
        const start = begin + ((at * 7 + day) % 365) * 86_400_000 + (at % 4) * 3_600_000
        return { start, end: start + 7_200_000 }
      }),
    })),
  })
}

function numberOf(name: string, usual: number): number {
  const at = process.argv.indexOf(name)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
