// What changed from one version of a programme to the next, in words.
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Draft, VersionView } from '../queries/programmes.ts'
import type { Change } from '../rules/changes.ts'
import { AboveDesk, deskHref } from './maker-parts.tsx'

export function Changes({ changes }: { changes: readonly Change[] }) {
  const { words } = useFrame()
  const shown = (text: string | undefined, inWords: boolean | undefined) =>
    text === undefined || text === '' ? '–' : inWords ? words(text) : text
  return (
    <ul>
      {changes.map(({ key, values, before, after, inWords }, place) => (
        <li key={place}>
          {words(key, values)}
          {(before !== undefined || after !== undefined) && (
            <dl class="facts">
              <div>
                <dt>{words('programmes.change.was')}</dt>
                <dd class="lines">{shown(before, inWords)}</dd>
              </div>
              <div>
                <dt>{words('programmes.change.is')}</dt>
                <dd class="lines">{shown(after, inWords)}</dd>
              </div>
            </dl>
          )}
        </li>
      ))}
    </ul>
  )
}

export interface VersionProps {
  draft: Draft
  version: VersionView
  /** Null for the first. */
  changes: readonly Change[] | null
}

export function VersionPage({ draft, version, changes }: VersionProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={<AboveDesk programme={draft} />}
        title={words('programmes.versions.one', { version: version.version })}
        lede={words('programmes.versions.lede', { at: words.date(version.at, 'time') })}
      >
        <p lang="ru">{version.reason}</p>
        <LinkButton kind="plain" href={href(deskHref(draft.programme, `/definition.json?version=${version.version}`))}>
          {words('programmes.maker.export')}
        </LinkButton>
      </PageHead>
      <h2>{words('programmes.versions.changes')}</h2>
      {changes === null ? (
        <p>{words('programmes.versions.first')}</p>
      ) : changes.length === 0 ? (
        <p>{words('programmes.maker.nothingNew')}</p>
      ) : (
        <Changes changes={changes} />
      )}
    </>
  )
}
