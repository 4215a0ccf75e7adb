// The two pictures of a win: side by side in a list, and under a slider on its own page.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { Compare } from '#web/components/compare/compare.tsx'
import { PhotoPair, type PhotoProps } from '#web/components/photos/photos.tsx'
import type { ListedWin } from '../queries/win.ts'
import type { Shot } from '../tables.ts'
import { titleOf } from './said.tsx'

/** Before and after, side by side. */
export function Shots({ win }: { win: ListedWin }) {
  const { words } = useFrame()
  if (!win.before || !win.after) return null
  return (
    <PhotoPair
      before={photo(words, win, 'before', { ...win.before, src: win.before.small })}
      after={photo(words, win, 'after', { ...win.after, src: win.after.small })}
    />
  )
}

/** Before and after one above the other, parted by a slider; side by side without a script. */
export function ShotsSlider({ win }: { win: ListedWin }) {
  const { words } = useFrame()
  if (!win.before || !win.after) return null
  return (
    <Compare
      label={words('smallWins.compare.label')}
      value={words('smallWins.compare.value')}
      help={words('smallWins.compare.help')}
      before={photo(words, win, 'before', { ...win.before, src: win.before.medium })}
      after={photo(words, win, 'after', { ...win.after, src: win.after.medium })}
    />
  )
}

function photo(words: Words, win: ListedWin, when: 'before' | 'after', shot: Shot & { src: string }): PhotoProps {
  return {
    src: shot.src,
    full: shot.large,
    width: shot.width,
    height: shot.height,
    alt: words(`smallWins.photo.${when}`, { title: titleOf(words, win) }),
    caption: words(`smallWins.${when}`),
  }
}
