// The search page: what was understood, what was found, and how to narrow it.
import type { ComponentChildren } from 'preact'
import { useFrame } from '#platform/http/frame.ts'
import { Empty } from '#web/components/empty/empty.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Pagination } from '#web/components/pagination/pagination.tsx'
import type { Answered, Hit, Question } from '../search/answer.ts'
import { lastPage, pageSize } from '../search/answer.ts'
import type { Run } from '../search/excerpt.ts'
import type { Term } from '../search/understand.ts'

export interface SearchPageProps {
  question: Question
  /** Null where nothing was asked yet. */
  answered: Answered | null
  /** True where the question was longer than what was read of it. */
  cut: boolean
  kindNames: ReadonlyMap<string, string>
  districtNames: ReadonlyMap<string, string>
}

export function SearchPage(props: SearchPageProps) {
  const { words } = useFrame()
  const { question, answered, cut } = props
  return (
    <>
      <PageHead title={words('portal.search.title')}>
        {cut && <p class="quiet">{words('portal.search.cut')}</p>}
        {answered && <Understood terms={answered.terms} question={question} />}
      </PageHead>
      {answered ? <Results {...props} answered={answered} /> : <p>{words('portal.search.lead')}</p>}
    </>
  )
}

// The page says what it did with the words, and lets one have it otherwise.
function Understood({ terms, question }: { terms: Term[]; question: Question }) {
  const { words, href } = useFrame()
  const quoted = (list: Term[], word: (term: Term) => string) => list.map((term) => `«${word(term)}»`).join(', ')
  const changed = terms.filter(({ how }) => how === 'layout' || how === 'slip')
  const begun = terms.filter(({ how }) => how === 'beginning')
  const unknown = terms.filter(({ how }) => how === 'unknown')
  return (
    <>
      {changed.length > 0 && (
        <p>
          {words('portal.search.instead', {
            shown: quoted(changed, ({ shown }) => shown),
            typed: quoted(changed, ({ typed }) => typed),
          })}{' '}
          <a href={href(addressOf({ ...question, exact: true, page: 1 }))}>{words('portal.search.exactly')}</a>
        </p>
      )}
      {begun.length > 0 && (
        <p>
          {words('portal.search.begun', { typed: quoted(begun, ({ typed }) => typed) })}
          {changed.length === 0 && (
            <>
              {' '}
              <a href={href(addressOf({ ...question, exact: true, page: 1 }))}>{words('portal.search.exactly')}</a>
            </>
          )}
        </p>
      )}
      {unknown.length > 0 && unknown.length < terms.length && (
        <p>{words('portal.search.without', { typed: quoted(unknown, ({ typed }) => typed) })}</p>
      )}
      {question.exact && (
        <p>
          {words('portal.search.isExact')}{' '}
          <a href={href(addressOf({ ...question, exact: false, page: 1 }))}>{words('portal.search.freely')}</a>
        </p>
      )}
    </>
  )
}

function Results(props: SearchPageProps & { answered: Answered }) {
  const { words, href } = useFrame()
  const { question, answered, kindNames, districtNames } = props
  if (answered.terms.length === 0)
    return <Empty title={words('portal.search.noWords')}>{words('portal.search.noWordsText')}</Empty>
  const narrowed = question.kind !== undefined || question.district !== undefined || question.year !== undefined
  if (answered.hits.length === 0) {
    return (
      <Empty title={words('portal.search.none')}>
        {answered.nearest.length > 0 && (
          <p>
            {words('portal.search.nearest')}{' '}
            {answered.nearest.map((word, at) => (
              <>
                {at > 0 && ', '}
                <a href={href(addressOf({ q: word, exact: false, page: 1 }))}>{word}</a>
              </>
            ))}
          </p>
        )}
        <p>{words('portal.search.noneText')}</p>
        {(narrowed || question.page > 1) && (
          <p>
            <a href={href(addressOf({ q: question.q, exact: question.exact, page: 1 }))}>
              {words('portal.search.everywhere')}
            </a>
          </p>
        )}
        <p>
          <a href={href('/my-yard/report')}>{words('portal.search.report')}</a>
        </p>
      </Empty>
    )
  }
  const { total, more, whole } = answered
  const count = more ? words('portal.search.more', { n: total }) : words('portal.search.found', { n: total })
  const partly = whole < total && answered.terms.length > 1
  const pages = Math.min(Math.ceil(total / pageSize), lastPage)
  return (
    <div class="found">
      <section>
        <h2>{count}</h2>
        <p class="to-facets">
          <a href="#narrow">{words('portal.search.narrow')}</a>
        </p>
        {partly && <p class="quiet">{words('portal.search.partly', { n: whole })}</p>}
        <ol class="list hits" start={(question.page - 1) * pageSize + 1}>
          {answered.hits.map((hit) => (
            <FoundItem
              hit={hit}
              kind={kindNames.get(hit.kind) ?? hit.kind}
              district={hit.district === null ? null : (districtNames.get(hit.district) ?? null)}
            />
          ))}
        </ol>
        <Pagination
          label={words('portal.search.pages')}
          here={words('portal.search.page', { page: question.page, pages })}
          earlier={
            question.page > 1
              ? {
                  href: href(addressOf({ ...question, page: question.page - 1 })),
                  label: words('portal.search.earlier'),
                }
              : undefined
          }
          later={
            question.page < pages
              ? { href: href(addressOf({ ...question, page: question.page + 1 })), label: words('portal.search.later') }
              : undefined
          }
        />
      </section>
      <Narrowing {...props} />
    </div>
  )
}

function FoundItem({ hit, kind, district }: { hit: Hit; kind: string; district: string | null }) {
  const { words, href } = useFrame()
  const russian = words.locale === 'en' ? 'ru' : undefined
  return (
    <li>
      <div>
        <a class="what" href={href(hit.href)} lang={hit.lang ?? undefined}>
          <Marked runs={hit.title} />
        </a>
        {hit.excerpt.length > 0 && (
          <p class="excerpt" lang={hit.lang ?? russian}>
            <Marked runs={hit.excerpt} />
          </p>
        )}
        <div class="source">
          {[kind, ...(hit.day === null ? [] : [words.date(hit.day)]), ...(district === null ? [] : [district])].join(
            ' · ',
          )}
          {hit.place && (
            <>
              {' · '}
              <span lang={russian}>{hit.place}</span>
            </>
          )}
        </div>
      </div>
    </li>
  )
}

function Marked({ runs }: { runs: Run[] }): ComponentChildren {
  return runs.map(({ text, marked }) => (marked ? <mark>{text}</mark> : text))
}

// Each choice is a link, so that it works without a script and can be shared.
function Narrowing({ question, answered, kindNames, districtNames }: SearchPageProps & { answered: Answered }) {
  const { words, href } = useFrame()
  const { facets, more } = answered
  const groups = [
    {
      name: 'kind' as const,
      chosen: question.kind,
      values: facets.kind.map(({ value, documents }) => ({ value, documents, label: kindNames.get(value) ?? value })),
    },
    {
      name: 'district' as const,
      chosen: question.district,
      values: facets.district.flatMap(({ value, documents }) => {
        const label = districtNames.get(value)
        return label === undefined ? [] : [{ value, documents, label }]
      }),
    },
    {
      name: 'year' as const,
      chosen: question.year === undefined ? undefined : String(question.year),
      values: facets.year
        .map(({ value, documents }) => ({ value, documents, label: value }))
        .sort((a, b) => Number(b.value) - Number(a.value))
        .slice(0, 12),
    },
  ]
  return (
    <nav class="facets" id="narrow" aria-label={words('portal.search.narrow')}>
      {groups.map(({ name, chosen, values }) =>
        values.length < 2 && chosen === undefined ? null : (
          <div>
            <p class="facet-name">{words(`portal.search.by.${name}`)}</p>
            <ul>
              {chosen === undefined ? (
                values.map(({ value, documents, label }) => (
                  <li>
                    <a
                      href={href(addressOf({ ...question, page: 1, [name]: name === 'year' ? Number(value) : value }))}
                    >
                      {label}{' '}
                      <span class="quiet">{more ? words('portal.search.atLeast', { n: documents }) : documents}</span>
                    </a>
                  </li>
                ))
              ) : (
                <li>
                  <a href={href(addressOf({ ...question, page: 1, [name]: undefined }))}>
                    {words('portal.search.any', {
                      value: values.find(({ value }) => value === chosen)?.label ?? chosen,
                    })}
                  </a>
                </li>
              )}
            </ul>
          </div>
        ),
      )}
    </nav>
  )
}

/** The address of a question. */
export function addressOf({ q, kind, district, year, exact, page }: Question): string {
  const query = new URLSearchParams({ q })
  if (kind !== undefined) query.set('kind', kind)
  if (district !== undefined) query.set('district', district)
  if (year !== undefined) query.set('year', String(year))
  if (exact) query.set('exact', '1')
  if (page > 1) query.set('page', String(page))
  return `/search?${query}`
}
