// A stage for tests of small wins: Izhevsk in a database, Anna with her pothole, and those who answer her.
import { join } from 'node:path'
import { cases, confirmCase, openCase, resolveCase } from '#kernel/cases/index.ts'
import { chronicle } from '#kernel/chronicle/index.ts'
import { identity, newHandle } from '#kernel/identity/index.ts'
import { places } from '#kernel/places/index.ts'
import type { Letter } from '#outside/mail/index.ts'
import type { City } from '#platform/city.ts'
import type { Module } from '#platform/module.ts'
import { type Actor, guest, machinery } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import { hours, later } from '#platform/time.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { openCityPack } from '../../pack.ts'
import { publishWin } from './actions/drafts.ts'
import { type Draft, drafts } from './queries/drafts.ts'
import type { WinHouse } from './routes/house.ts'
import { smallWins } from './service.ts'

export const zone = 'Europe/Samara'
/** Letters that the city sent, the latest last. */
export const letters: Letter[] = []
export const house: WinHouse = {
  zone,
  demo: false,
  mail: { send: async (letter) => void letters.push(letter) },
  publicUrl: null,
  operator: { name: null, inn: null, address: null },
}
export const editor: Actor = { ...guest, person: 'vera', name: 'Вера', roles: [{ name: 'editor', body: null }] }
export const boris: Actor = {
  ...guest,
  person: 'boris',
  name: 'Борис',
  roles: [
    { name: 'inspector', body: null },
    { name: 'dispatcher', body: null },
  ],
}

export interface Stage {
  bare: BareCity
  city: City
  /** Loads the city pack of every door here. */
  load(): Promise<void>
  /** Anna's pothole, which an inspector says is filled and she confirms. */
  confirmedCase(): Promise<{ number: string; token: string }>
  resolveAndConfirm(number: string, token: string): Promise<void>
  draftOf(number: string): Promise<Draft | undefined>
  /** The same pothole, told as a win of two potholes. */
  published(): Promise<{ number: string; token: string; id: string }>
}

/** Opens the city with small wins and `more` doors. */
export async function openStage(more: readonly Module[] = []): Promise<Stage> {
  const doors: Module[] = [
    identity,
    places,
    { name: 'media', floor: 'kernel' },
    chronicle(() => []),
    cases,
    smallWins(house),
    ...more,
  ]
  const bare = await openBareCity(doors)
  const city = bare.as(machinery('test'))
  const load = async () => {
    const pack = openCityPack(join(projectRoot, 'city/izhevsk'))
    for (const door of doors) await door.pack?.(city, pack)
    await bare.worker.settle()
  }
  const resolveAndConfirm: Stage['resolveAndConfirm'] = async (number, token) => {
    bare.now = later(bare.now, hours(1))
    await resolveCase(bare.as(boris), { number, note: 'Яма заделана', photo: null, word: 'Осмотрел сам' })
    bare.now = later(bare.now, hours(1))
    await confirmCase(bare.as(), { number, token })
    await bare.worker.settle()
  }
  const confirmedCase: Stage['confirmedCase'] = async () => {
    const handle = await newHandle(bare.as(), { module: 'cases', person: null })
    const { number, secret } = await openCase(bare.as(), {
      text: 'Яма',
      photo: null,
      place: pushkinskaya,
      land: 'street',
      topic: 'road.pothole',
      channel: 'web',
      handle,
    })
    await resolveAndConfirm(number, secret)
    return { number, token: secret }
  }
  const draftOf: Stage['draftOf'] = async (number) => (await drafts(city)).find((draft) => draft.case === number)
  await load()
  return {
    bare,
    city,
    load,
    confirmedCase,
    resolveAndConfirm,
    draftOf,
    published: async () => {
      const made = await confirmedCase()
      const draft = await draftOf(made.number)
      const { id } = await publishWin(bare.as(editor), {
        draft: draft?.id ?? '',
        title: 'Яма заделана',
        quantity: 2,
        zone,
      })
      await bare.worker.settle()
      return { ...made, id }
    },
  }
}

const pushkinskaya = {
  street: 'Пушкинская',
  house: '270',
  text: 'ул. Пушкинская, 270',
  known: true,
  lat: 56.86,
  lon: 53.2,
  district: 'dst-003',
}
