// Moved goalposts of the whole strategy: what was promised first, before and now, of which thing, and how often it moved in all.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { type Moved, moveOf, subjectParts, type TermKind, type TermRow } from '../rules/terms.ts'
import { strategyDb, type UnitForms } from '../tables.ts'

export interface MovedTerm extends TermRow {
  kind: TermKind
  /** The id of the thing. */
  thing: string
  name: string
  nameEn: string | null
  direction: string
  unit: string | null
  unitEn: string | null
  unitForms: UnitForms | null
  was: string | null
  first: string | null
  /** Which move of this term it is, from 1. */
  nth: number
  /** How often this term was moved in all. */
  moves: number
  way: Moved
}

export interface MovedAsked {
  direction?: string | undefined
  way?: Moved | undefined
  /** Subjects of an owner's things, or others that were chosen elsewhere. */
  subjects?: ReadonlySet<string> | undefined
}

/** Every move, the newest first; of a direction and of a way when asked. */
export async function movedTerms(city: City, asked: MovedAsked = {}): Promise<MovedTerm[]> {
  // Only terms that were ever moved are looked through: those first promised are many times more.
  const { rows } = await sql<Omit<MovedTerm, 'kind' | 'thing' | 'way'>>`
    with told as (
      select t.*,
        lag(value) over earlier as was,
        first_value(value) over earlier as first,
        (row_number() over earlier)::int - 1 as nth,
        (count(*) over (partition by subject, term))::int - 1 as moves
      from strategy.terms t
      where (subject, term) in (select subject, term from strategy.terms where reason is not null)
      window earlier as (partition by subject, term order by seq)
    )
    select told.*,
      coalesce(i.name, p.name, m.name) as name,
      case when i.id is not null then i.name_en when p.id is not null then p.name_en else m.name_en end as "nameEn",
      coalesce(i.direction, p.direction, mp.direction) as direction,
      coalesce(i.unit, m.unit) as unit,
      coalesce(i.unit_en, m.unit_en) as "unitEn",
      i.unit_forms as "unitForms"
    from told
    left join strategy.indicators i on told.subject = 'indicator:' || i.id
    left join strategy.projects p on told.subject = 'project:' || p.id
    left join strategy.milestones m on told.subject = 'milestone:' || m.id
    left join strategy.projects mp on mp.id = m.project
    where told.nth > 0 and coalesce(i.id, p.id, m.id) is not null
    order by told.seq desc`.execute(strategyDb(city))
  return rows.flatMap((row) => {
    const parts = subjectParts(row.subject)
    if (!parts || (asked.direction !== undefined && row.direction !== asked.direction)) return []
    if (asked.subjects !== undefined && !asked.subjects.has(row.subject)) return []
    const way = moveOf(parts.kind, row.term, row.was, row.value)
    return asked.way !== undefined && way !== asked.way ? [] : [{ ...row, kind: parts.kind, thing: parts.id, way }]
  })
}
