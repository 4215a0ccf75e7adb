// The phrases of one page: the Russian text, the Udmurt one where it is known, and where to propose it.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { LinkButton } from '#web/components/button/button.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { PageStanding } from '../queries.ts'

export interface PagePhrasesProps {
  standing: PageStanding
  phrases: { key: string; russian: string; udmurt: string | null; source: string | null }[]
}

export function PagePhrasesPage({ standing, phrases }: PagePhrasesProps) {
  const { words, href } = useFrame()
  const { page, all, known } = standing
  return (
    <>
      <PageHead
        title={words('languages.page.title', { page })}
        lede={words('languages.page.known', { known, all })}
        above={
          <Breadcrumbs
            label={words('languages.path')}
            links={[{ href: href('/languages/udm'), label: words('languages.title') }]}
          />
        }
      />
      {!page.includes(':') && (
        <p>
          <LinkButton kind="plain" href={page}>
            {words('languages.page.open')}
          </LinkButton>
        </p>
      )}
      <ul class="list">
        {phrases.map(({ key, russian, udmurt, source }) => (
          <li key={key}>
            <div>
              <a class="what" lang="ru" href={href(`/languages/udm/${key}`)}>
                {russian}
              </a>
              {udmurt === null ? (
                <p class="source">{words('languages.page.unknown')}</p>
              ) : (
                <>
                  <p lang="udm">{udmurt}</p>
                  <p class="source">
                    {source === null ? words('languages.page.filed') : <span lang="ru">{source}</span>}
                  </p>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
