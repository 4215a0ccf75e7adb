// The one place that loads sharp: fonts are named before it, and its work goes through a short queue.
import type { Sharp, SharpInput, SharpOptions } from 'sharp'

export type OpenPicture = {
  (input: SharpInput, options?: SharpOptions): Sharp
  (options: SharpOptions): Sharp
}

export class PicturesBusy extends Error {
  constructor() {
    super('too many pictures are waiting')
    this.name = 'PicturesBusy'
  }
}

// Two at once: the city runs on two cores, and one 100-megapixel picture may want 300 MB while it is decoded.
const AT_ONCE = 2
// Each waiting upload holds up to 20 MB; beyond this the person is asked to try again in a minute.
const MAY_WAIT = 40

let fonts: string | undefined
let loading: Promise<OpenPicture> | undefined
let busy = 0
const waiting: Array<() => void> = []

/** Names the fonts.conf for words in pictures. Once, at start, before the first picture: later it could not be heard. */
export const useFonts = (fontsConf: string): void => {
  if (fonts === fontsConf) return
  if (loading) throw new Error('useFonts must be called before the first picture is opened')
  fonts = fontsConf
}

/**
 * Runs one piece of picture work when its turn comes, giving it sharp. Throws PicturesBusy when the queue is full.
 * Never call it within itself: the inner call would wait for the outer one.
 */
export const withPictures = async <T>(work: (sharp: OpenPicture) => Promise<T>): Promise<T> => {
  await turn()
  try {
    return await work(await load())
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy -= 1
  }
}

const turn = (): Promise<void> => {
  if (busy < AT_ONCE) {
    busy += 1
    return Promise.resolve()
  }
  if (waiting.length >= MAY_WAIT) return Promise.reject(new PicturesBusy())
  return new Promise((resolve) => waiting.push(resolve))
}

const load = (): Promise<OpenPicture> => {
  loading ??= loadSharp()
  return loading
}

const loadSharp = async (): Promise<OpenPicture> => {
  // Written, not read: fontconfig inside sharp's library looks at the environment once, when it is loaded.
  if (fonts) process.env.FONTCONFIG_FILE = fonts
  const { default: sharp } = await import('sharp')
  // One thread a picture and no cache: a photo is opened once, and memory matters more than a few milliseconds.
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}
