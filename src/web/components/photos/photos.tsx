// Photographs: one, or before and after side by side; where pictures are off their words stand in.

export type PhotoProps = {
  src: string
  /** What is to be seen; shown in place of the picture where pictures are off. */
  alt: string
  width: number
  height: number
  caption?: string | undefined
  /** The whole picture, opened by pressing this one. */
  full?: string | undefined
}

export function Photo({ src, alt, width, height, caption, full }: PhotoProps) {
  const picture = (
    <>
      <img src={src} alt={alt} width={width} height={height} loading="lazy" decoding="async" />
      <span class="instead">{alt}</span>
    </>
  )
  return (
    <figure class="photo">
      {full ? <a href={full}>{picture}</a> : picture}
      {caption && <figcaption class="source">{caption}</figcaption>}
    </figure>
  )
}

export function PhotoPair({ before, after }: { before: PhotoProps; after: PhotoProps }) {
  return (
    <div class="photo-pair">
      <Photo {...before} />
      <Photo {...after} />
    </div>
  )
}
