// When a page is shown: what is set, and the form that sets it.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { TextField } from '#web/components/field/field.tsx'
import type { DeskPage, Publication } from '../queries/desk.ts'
import { typedText } from './typed.ts'

export function Showing({
  page,
  typed,
  errors,
  today,
}: {
  page: DeskPage
  typed: Typed
  errors: Record<string, string>
  today: string
}) {
  const { words, href } = useFrame()
  const at = `/desk/pages/${page.id.replace(':', '/')}`
  const on = (name: string, kind: 'day' | 'time') => ({
    name,
    label: words(`pages.show.${name}`),
    value: typedText(typed, name),
    error: errors[name],
    width: 'middle' as const,
    ...(kind === 'day'
      ? { type: 'date' as const }
      : { inputMode: 'numeric' as const, hint: words('pages.show.timeHint') }),
  })
  return (
    <section>
      <h2>{words('pages.show.title')}</h2>
      {page.publications.length === 0 ? (
        <p>{words('pages.show.never')}</p>
      ) : (
        <ul class="list">
          {page.publications.slice(0, 8).map((each) => (
            <li>
              <Said publication={each} />
            </li>
          ))}
        </ul>
      )}
      <details open={Object.keys(errors).some((name) => /^(opens|closes)/.test(name))}>
        <summary>{words('pages.show.open', { version: page.last.number })}</summary>
        <form method="post" action={href(`${at}/publication`)}>
          <input type="hidden" name="version" value={page.last.number} />
          <p class="hint">{words('pages.show.hint', { today })}</p>
          <div class="filters">
            <TextField {...on('opensOn', 'day')} />
            <TextField {...on('opensTime', 'time')} />
            <TextField {...on('closesOn', 'day')} />
            <TextField {...on('closesTime', 'time')} />
          </div>
          <Button kind="gold">{words('pages.show.do', { version: page.last.number })}</Button>
        </form>
      </details>
      {(page.standing === 'shown' || page.standing === 'waiting') && (
        <ActionButton action={href(`${at}/withdrawal`)} kind="danger">
          {words(page.standing === 'shown' ? 'pages.show.withdraw' : 'pages.show.cancel')}
        </ActionButton>
      )}
    </section>
  )
}

function Said({ publication }: { publication: Publication }) {
  const { words } = useFrame()
  const { version, opensAt, closesAt, cancelled, office } = publication
  const at = words.date(opensAt, 'time')
  const who = words(`pages.office.${office === 'pack' ? 'pack' : 'editor'}`)
  if (version === null) return <span>{words('pages.show.withdrawn', { at, who })}</span>
  const said = words('pages.show.said', { version, at, who })
  return (
    <span>
      {cancelled ? <s>{said}</s> : said}
      {closesAt && ` ${words('pages.show.until', { at: words.date(closesAt, 'time') })}`}
      {cancelled && ` ${words('pages.show.cancelled')}`}
    </span>
  )
}
