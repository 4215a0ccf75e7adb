// What small wins offer the front page: a few big honest numbers, and the latest wins.
import { useFrame } from '#platform/http/frame.ts'
import { Tiles } from '#web/components/tiles/tiles.tsx'
import type { frontTotals } from '../queries/totals.ts'
import type { Win } from '../queries/win.ts'
import { WinList } from './feed.tsx'
import { totalText } from './totals.tsx'

export function DoneSoFar({ totals }: { totals: Awaited<ReturnType<typeof frontTotals>> }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('smallWins.front.title')}</h2>
      <Tiles
        label={words('smallWins.front.title')}
        tiles={totals.map((total) => ({
          ...totalText(words, total),
          what: words.locale === 'en' ? total.labelEn : total.label,
          href: href(`/small-wins/totals/${encodeURIComponent(total.id)}`),
          where: [total.years && yearsText(total.years), total.sources.join(', ')].filter(Boolean).join('; '),
        }))}
      />
      <p>
        <a href={href('/small-wins')}>{words('smallWins.front.all')}</a>
        {' · '}
        <a href={href('/small-wins/totals')}>{words('smallWins.front.how')}</a>
      </p>
    </section>
  )
}

export function LatestWins({ latest }: { latest: Win[] }) {
  const { words } = useFrame()
  return (
    <section>
      <h2>{words('smallWins.front.latest')}</h2>
      <WinList wins={latest} />
    </section>
  )
}

/** Works under way or planned, and what was done, in the place that somebody chose. */
export function DoneHere({
  coming,
  done,
  place,
}: {
  coming: Win[]
  done: Win[]
  place: { district: string } | { street: string }
}) {
  const { words, href } = useFrame()
  return (
    <div>
      {coming.length > 0 && (
        <>
          <h3>{words('smallWins.near.coming')}</h3>
          <WinList wins={coming} />
        </>
      )}
      {done.length > 0 && (
        <>
          <h3>{words('smallWins.near.done')}</h3>
          <WinList wins={done} />
        </>
      )}
      <p>
        <a href={href(`/small-wins?${new URLSearchParams(place)}`)}>{words('smallWins.near.all')}</a>
      </p>
    </div>
  )
}

function yearsText([first, last]: [number, number]): string {
  return first === last ? String(first) : `${first}–${last}`
}
