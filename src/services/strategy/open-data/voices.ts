// Open data of residents' questions, without whoever asked and without words that nobody has released, and of what they took part in.
import { sql } from 'kysely'
import { column, type OpenSet } from '#platform/open-data/set.ts'
import { declineReasons } from '../rules/question.ts'

const { text, uuid, whole, instant, maybe, choice } = column
const voices = { theme: 'voices', licence: 'own', reads: ['strategy'] } as const
const bases = choice(['city', 'demo'])

export const voiceSets: readonly OpenSet[] = [
  {
    ...voices,
    id: 'strategy-questions',
    title: 'strategy.open.questions',
    about: 'strategy.open.questions.about',
    time: 'at',
    fields: {
      ...{ number: whole, subject: text, at: instant, days: whole, due_at: instant },
      ...{ state: choice(['open', 'answered', 'declined']), words: maybe(text) },
      ...{ answered_at: maybe(instant), declined_at: maybe(instant), why: maybe(choice(declineReasons)) },
      ...{ reason: maybe(text), concerns: whole, basis: bases },
    },
    // An answer given after a refusal is an answer. The asker herself is not among those whom it concerns too.
    rows: () => sql`select q.number, q.about as subject, q.asked_at as at, q.days, q.due_at,
        case when a.at is not null then 'answered' when d.at is not null then 'declined' else 'open' end as state,
        (select r.text from strategy.releases r where r.question = q.number order by r.at desc, r.id desc limit 1) as words,
        a.at as answered_at, d.at as declined_at, d.why, d.reason,
        (select count(*) from strategy.follows f
          where f.subject = 'question:' || q.number and f.confirmed_at is not null and f.why <> 'asked') as concerns,
        q.basis
      from strategy.questions q
      left join strategy.answers a on a.question = q.number and a.corrects is null
      left join strategy.declines d on d.question = q.number`,
  },
  {
    ...voices,
    id: 'strategy-answers',
    title: 'strategy.open.answers',
    about: 'strategy.open.answers.about',
    time: 'at',
    fields: {
      ...{ id: uuid, question: whole, words: maybe(text), at: instant, office: text, reason: maybe(text) },
      ...{ corrects: maybe(uuid), erased_because: maybe(text) },
    },
    rows: () =>
      sql`select id, question, text as words, at, office, reason, corrects, erased_because from strategy.answers`,
  },
  {
    ...voices,
    licence: 'facts',
    id: 'strategy-occasions',
    title: 'strategy.open.occasions',
    about: 'strategy.open.occasions.about',
    time: 'from_day',
    fields: {
      ...{ id: text, kind: text, kind_en: text, title: text, title_en: maybe(text), topic: maybe(text) },
      ...{ from_day: maybe(text), to_day: maybe(text), place: maybe(text), organiser: maybe(text) },
      ...{ participants: maybe(whole), participants_unit: maybe(text), headline: maybe(text), note: maybe(text) },
      ...{ source: text, source_date: maybe(column.day) },
    },
    rows: () => sql`select id, kind, kind_en, title, title_en, topic, from_day, to_day, place, organiser, participants,
      participants_unit, headline, note, source, source_date from strategy.occasions`,
  },
]
