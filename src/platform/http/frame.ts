// What every page and component may ask of its surroundings: the words, and addresses in the reader's language.
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Words } from '../words.ts'

export interface Frame {
  words: Words
  /** A house address (`/small-wins`) with the reader's language prefix. */
  href(path: string): string
  now: Date
}

export const FrameContext = createContext<Frame | null>(null)

/** The surroundings of the page being rendered. Throws outside a page. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext)
  if (!frame) throw new Error('a component was rendered outside a page')
  return frame
}
