// Three invented sources of the demo: their files lie in the pack and are never asked for over the network; two of them disagree.
import { readFileSync } from 'node:fs'
import type { City } from '#platform/city.ts'
import type { DemoStory, Pack } from '#platform/module.ts'
import { dayOf, days, later } from '#platform/time.ts'
import { importReading } from '../actions/import/run.ts'
import { loadSources } from '../actions/sources.ts'
import { packSources } from '../pack/sources.ts'
import { readSource } from '../sources/read.ts'

const files: Readonly<Record<string, string>> = {
  'demo-theatre': 'theatre.html',
  'demo-guide': 'guide.json',
  'demo-calendar': 'calendar.ics',
}

/** The event editor brings the files in, a day apart. */
export async function tellSources(story: DemoStory, pack: Pack): Promise<void> {
  const sources = packSources(pack, 'event-sources/demo')
  for (const [at, source] of sources.entries()) {
    const city = story.as('ruslan', 3 - at)
    await loadSources(city, [source])
    const body = bodyOf(story.as('ruslan', 0), pack, files[source.id] ?? '', story.zone)
    const reading = await readSource(
      source,
      { body, charset: 'utf-8' },
      { base: null, zone: story.zone, now: city.now },
    )
    await importReading(city, { source: source.id, reading, how: 'file', zone: story.zone })
  }
}

// Their days count from the first start, so that there is always something to come.
function bodyOf({ now }: City, pack: Pack, file: string, zone: string): Uint8Array {
  const day = (ahead: string) => dayOf(later(now, days(Number(ahead))), zone)
  const text = readFileSync(pack.path(`event-sources/demo/files/${file}`), 'utf8')
    .replaceAll(/\{\{day\+(\d+)\}\}/g, (_, ahead: string) => day(ahead))
    .replaceAll(/\{\{compact\+(\d+)\}\}/g, (_, ahead: string) => day(ahead).replaceAll('-', ''))
  return new TextEncoder().encode(text)
}
