// Rectangles to hide on a photograph: drawn with a script, written as numbers without one.
import { fieldId, TextareaField, type TextareaProps } from '../field/field.tsx'

export type BlurFieldProps = TextareaProps & {
  photo: { src: string; alt: string; width: number; height: number }
  words: {
    /** Tells that one may draw on the picture. */
    draw: string
    /** The button that takes the last rectangle away. */
    undo: string
  }
}

export function BlurField({ photo, words, ...field }: BlurFieldProps) {
  return (
    <div class="blur" data-island="blur" data-field={fieldId(field.name)} data-draw={words.draw} data-undo={words.undo}>
      <div class="blur-frame">
        <img src={photo.src} alt={photo.alt} width={photo.width} height={photo.height} />
      </div>
      <TextareaField rows={3} {...field} />
    </div>
  )
}
