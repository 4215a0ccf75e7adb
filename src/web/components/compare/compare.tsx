// Before and after of one place: side by side without a script, one over the other under a slider with one.
import { Photo, type PhotoProps } from '../photos/photos.tsx'

export type CompareProps = {
  before: PhotoProps
  after: PhotoProps
  /** What the slider is called. */
  label: string
  /** What it answers, with # for how many per cent of the picture show what came after. */
  value: string
  /** How it is moved. */
  help: string
}

export function Compare({ before, after, label, value, help }: CompareProps) {
  return (
    <div class="compare" data-island="compare" data-label={label} data-value={value} data-help={help}>
      <div class="compare-frame">
        <Photo {...before} />
        <Photo {...after} />
      </div>
    </div>
  )
}
