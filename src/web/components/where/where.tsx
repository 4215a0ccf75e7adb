// A point on the map as two numbers; with a script, a button that asks the phone where it is.
import { fieldId, TextField } from '../field/field.tsx'

export type WhereProps = {
  lat: { name: string; label: string; value?: string | undefined; error?: string | undefined }
  lon: { name: string; label: string; value?: string | undefined; error?: string | undefined }
  /** What the button says, and what it answers while it looks, when it found and when it could not. */
  words: { here: string; looking: string; found: string; failed: string }
}

export function Where({ lat, lon, words }: WhereProps) {
  return (
    <div
      class="where"
      data-island="where"
      data-lat={fieldId(lat.name)}
      data-lon={fieldId(lon.name)}
      data-here={words.here}
      data-looking={words.looking}
      data-found={words.found}
      data-failed={words.failed}
    >
      <TextField {...lat} inputMode="decimal" width="short" />
      <TextField {...lon} inputMode="decimal" width="short" />
    </div>
  )
}
