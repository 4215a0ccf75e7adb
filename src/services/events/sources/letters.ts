// Bytes as text: UTF-8, UTF-16 and windows-1251, by their mark, by what the server or the page itself says, else by trying.

const marks: [number[], string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

/** The text of a feed. `charset` is what its server said; a mark at the beginning knows better than anybody. */
export function lettersOf(body: Uint8Array, charset: string | null): string {
  const mark = marks.find(([bytes]) => bytes.every((byte, at) => body[at] === byte))?.[1]
  const said = mark ?? charset ?? saidInside(body)
  if (said && said !== 'utf-8' && said !== 'utf8') {
    const decoder = decoderOf(said)
    if (decoder) return decoder.decode(body)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    // What is no UTF-8 is, in this city, the older Russian code page; a server that said UTF-8 is believed and its slips replaced.
    return new TextDecoder(said ? 'utf-8' : 'windows-1251').decode(body)
  }
}

/** What an HTML or XML head says within its first kilobyte. */
function saidInside(body: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 1024))
  const found =
    /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,30})|<\?xml[^>]{0,200}encoding\s*=\s*["']([\w-]{2,30})/i.exec(head)
  return (found?.[1] ?? found?.[2])?.toLowerCase() ?? null
}

function decoderOf(charset: string): TextDecoder | null {
  try {
    return new TextDecoder(charset)
  } catch {
    return null
  }
}
