// The description by which a browser takes the city's search among its own (OpenSearch 1.1, draft 6).

export interface Described {
  name: string
  about: string
  /** The whole address of the search page. */
  search: string
  language: string
}

/** The document as XML; a short name has at most 16 signs. */
export function openSearch({ name, about, search, language }: Described): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${escaped(name.slice(0, 16))}</ShortName>
  <Description>${escaped(about)}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Language>${escaped(language)}</Language>
  <Url type="text/html" template="${escaped(search)}?q={searchTerms}"/>
  <Url type="application/x-suggestions+json" template="${escaped(search)}/suggestions?q={searchTerms}"/>
</OpenSearchDescription>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
