// What things are called: anything one can ask about or follow, many at once.
import type { City } from '#platform/city.ts'
import { pageOfThing, wholeStrategy } from '../rules/things.ts'
import { strategyDb } from '../tables.ts'

export interface Thing {
  subject: string
  kind: 'indicator' | 'project' | 'milestone' | 'direction' | 'strategy'
  name: string
  nameEn: string | null
  /** Its page, without the language prefix. */
  href: string
  /** True where the work on it has ended: one can still ask what became of it. */
  closed: boolean
}

/** Things by subject; what is not there is not in the answer. One query a kind that is asked for. */
export async function thingsOf(city: City, subjects: readonly string[]): Promise<Map<string, Thing>> {
  const ids = (kind: string) =>
    [...new Set(subjects)].filter((each) => each.startsWith(`${kind}:`)).map((each) => each.slice(kind.length + 1))
  const db = strategyDb(city)
  const found: Thing[] = []
  const keep = (
    kind: Thing['kind'],
    rows: readonly { id: string; name: string; name_en: string | null; ended?: boolean }[],
  ) => {
    for (const { id, name, name_en, ended } of rows) {
      const subject = `${kind}:${id}`
      found.push({ subject, kind, name, nameEn: name_en, href: pageOfThing(subject), closed: ended ?? false })
    }
  }
  const [indicators, projects] = [ids('indicator'), ids('project')]
  const [milestones, directions] = [ids('milestone'), ids('direction')]
  if (indicators.length > 0) {
    const rows = db.selectFrom('strategy.indicators').select(['id', 'name', 'name_en'])
    keep('indicator', await rows.where('id', 'in', indicators).execute())
  }
  if (projects.length > 0) {
    const rows = db.selectFrom('strategy.projects').select(['id', 'name', 'name_en', 'stage_group'])
    const all = await rows.where('id', 'in', projects).execute()
    keep(
      'project',
      all.map((row) => ({ ...row, ended: row.stage_group === 'done' })),
    )
  }
  if (milestones.length > 0) {
    const rows = db.selectFrom('strategy.milestones').select(['id', 'name', 'name_en'])
    keep('milestone', await rows.where('id', 'in', milestones).execute())
  }
  if (directions.length > 0) {
    const rows = db.selectFrom('strategy.directions').select(['id', 'name', 'name_en'])
    keep('direction', await rows.where('id', 'in', directions).execute())
  }
  if (subjects.includes(wholeStrategy)) {
    const whole = await db.selectFrom('strategy.plan').select('horizon').executeTakeFirst()
    if (whole) {
      found.push({
        ...{ subject: wholeStrategy, kind: 'strategy', href: '/strategy', closed: false },
        name: `Стратегия до ${whole.horizon} года`,
        nameEn: `The strategy to ${whole.horizon}`,
      })
    }
  }
  return new Map(found.map((thing) => [thing.subject, thing]))
}

/** A thing and all above it whose followers it concerns: a milestone's project, and the direction of either. */
export async function aboveOf(city: City, subject: string): Promise<string[]> {
  const [kind = '', id = ''] = subject.split(/:(.*)/s)
  const db = strategyDb(city)
  if (kind === 'indicator') {
    const row = await db.selectFrom('strategy.indicators').select('direction').where('id', '=', id).executeTakeFirst()
    return row ? [subject, `direction:${row.direction}`] : [subject]
  }
  if (kind === 'project') {
    const row = await db.selectFrom('strategy.projects').select('direction').where('id', '=', id).executeTakeFirst()
    return row ? [subject, `direction:${row.direction}`] : [subject]
  }
  if (kind !== 'milestone') return [subject]
  const row = await db
    .selectFrom('strategy.milestones as m')
    .innerJoin('strategy.projects as p', 'p.id', 'm.project')
    .select(['p.id', 'p.direction'])
    .where('m.id', '=', id)
    .executeTakeFirst()
  return row ? [subject, `project:${row.id}`, `direction:${row.direction}`] : [subject]
}
