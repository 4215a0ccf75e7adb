// A city with residents of their own for tests of personal data: signed in by letters, with reports, and a dispatcher who looks.
import { sql } from 'kysely'
import { openCase } from '#kernel/cases/index.ts'
import { pothole } from '#kernel/cases/stage.testing.ts'
import { newHandle } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { guest } from '#platform/policy.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'

export interface Resident {
  visitor: Visitor
  person: string
  email: string
}

export interface Residents {
  stage: Stage
  /** Somebody new who has just signed in. */
  resident(): Promise<Resident>
  /** She reports a pothole in these words; answers its number. */
  reports(person: string, text: string): Promise<string>
  dispatcher(): City
  /** Monday morning again, and nobody has asked for letters. */
  anew(): Promise<void>
}

export const nowhere = '019aaaaa-0000-7000-8000-000000000000'

export async function openResidents(): Promise<Residents> {
  const stage = await openStage()
  let count = 0
  return {
    stage,
    resident: async () => {
      count += 1
      const email = `resident${count}@privacy.example`
      const visitor = stage.guest()
      await signIn(stage, visitor, email)
      const { rows } = await sql<{ id: string }>`select id from identity.people where email = ${email}`.execute(
        stage.database.kysely,
      )
      return { visitor, person: rows[0]?.id ?? '', email }
    },
    reports: async (person, text) => {
      const city = stage.city.cityFor({ ...guest, person })
      const handle = await newHandle(city, { module: 'cases', person })
      return (await openCase(city, { ...pothole, text, handle })).number
    },
    dispatcher: () => {
      const roles = [{ name: 'dispatcher', body: null }]
      return stage.city.cityFor({ ...guest, person: nowhere, name: 'Борис Диспетчеров', roles })
    },
    anew: async () => {
      stage.now = new Date('2026-11-23T08:00:00Z')
      await sql`delete from identity.link_requests`.execute(stage.database.kysely)
    },
  }
}

async function signIn(stage: Stage, visitor: Visitor, email: string): Promise<void> {
  await visitor.post('/account/sign-in', { email, next: '' })
  const letter = (await stage.letters()).find(({ to, subject }) => to === email && subject.includes('входа'))
  const link = new URL(/https?:\/\/\S+/.exec(letter?.text ?? '')?.[0] ?? 'http://none')
  await visitor.post(link.pathname, Object.fromEntries(link.searchParams))
}
