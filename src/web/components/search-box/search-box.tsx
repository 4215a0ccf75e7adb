// One line to ask the city something; with a script it also shows what begins so while one types.

export type SearchBoxProps = {
  /** Of the input: a page may have several boxes. */
  id: string
  action: string
  value?: string | undefined
  words: { label: string; find: string }
  /** Where what begins so is asked for. */
  suggest?: string | undefined
}

export function SearchBox({ id, action, value = '', words, suggest }: SearchBoxProps) {
  return (
    <search class="search-box" aria-label={words.label}>
      <form action={action} method="get">
        <div class="search-line" data-island={suggest ? 'search' : undefined} data-suggest={suggest}>
          <label class="heard" for={id}>
            {words.label}
          </label>
          <input
            id={id}
            class="box"
            type="search"
            name="q"
            value={value}
            placeholder={words.label}
            maxLength={300}
            autoComplete="off"
            enterkeyhint="search"
          />
          <button class="button" type="submit">
            {words.find}
          </button>
        </div>
      </form>
    </search>
  )
}
