// Letters that came back: what a mail server's report (RFC 3464) or a reader's complaint (RFC 5965) says, and of which letter.
import PostalMime, { type Attachment, type Email } from 'postal-mime'

export interface Returned {
  /** hard: nobody reads there; soft: not now; complaint: the reader called it unwanted. */
  kind: 'hard' | 'soft' | 'complaint'
  /** By RFC 3463, such as 5.1.1; empty for a complaint. */
  status: string
  /** Words of addresses to which it may have been returned, the likeliest first. */
  words: string[]
}

/** The address to which a letter with this word is returned: returned@city.example → returned+WORD@city.example. */
export function addressWith(returnsTo: string, word: string): string {
  const at = returnsTo.lastIndexOf('@')
  return `${returnsTo.slice(0, at)}+${word}${returnsTo.slice(at)}`
}

/**
 * Reads a letter that came to the address for returned ones. Null for anything else: a reply, an advertisement, a report that
 * the letter is only late. Never throws, whatever it is given.
 */
export async function readReturned(raw: Uint8Array, returnsTo: string): Promise<Returned | null> {
  const letter = await PostalMime.parse(raw, { maxNestingDepth: 20, forceRfc822Attachments: true }).catch(() => null)
  if (!letter) return null
  const words = wordsOf(letter, returnsTo)
  if (words.length === 0) return null
  const complaint = partOf(letter, 'message/feedback-report')
  if (complaint !== null) {
    const kind = fieldsIn(complaint)[0]?.get('feedback-type')?.toLowerCase()
    return kind === 'abuse' || kind === 'fraud' ? { kind: 'complaint', status: '', words } : null
  }
  const report = partOf(letter, 'message/delivery-status') ?? partOf(letter, 'message/global-delivery-status')
  if (report === null) return null
  const statuses = fieldsIn(report)
    .filter((fields) => fields.get('action')?.toLowerCase() === 'failed')
    .map((fields) => /^\s*([245]\.\d{1,3}\.\d{1,3})\b/.exec(fields.get('status') ?? '')?.[1] ?? '')
    .filter((status) => status !== '')
  const worst = statuses.find((status) => status.startsWith('5.')) ?? statuses.find((status) => status.startsWith('4.'))
  if (worst === undefined) return null
  return { kind: isHard(worst) ? 'hard' : 'soft', status: worst, words }
}

// A full mailbox (5.2.2) may empty and a road be mended (5.4.7); our own address (5.1.7), a letter too large or of a kind that is not
// liked (5.3, 5.6, 5.7) say nothing of the reader.
function isHard(status: string): boolean {
  return /^5\.(0|1|2|4)\.\d+$/.test(status) && !['5.1.7', '5.1.8', '5.2.2', '5.2.3', '5.4.7'].includes(status)
}

/** Fields by groups that blank lines part: first of the message, then of each reader. */
function fieldsIn(text: string): Map<string, string>[] {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/\n[ \t]+/g, ' ')
    .split(/\n{2,}/)
    .map((group) => {
      const fields = new Map<string, string>()
      for (const line of group.split('\n')) {
        const at = line.indexOf(':')
        if (at > 0) fields.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim())
      }
      return fields
    })
    .filter((fields) => fields.size > 0)
}

function partOf(letter: Email, type: string): string | null {
  const found = letter.attachments.find((part) => part.mimeType.toLowerCase() === type)
  return found ? textOf(found) : null
}

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}

const placesOfWord = ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'cc']
const fieldsOfWord = ['original-mail-from', 'original-rcpt-to', 'original-envelope-id', 'return-path']

// A report comes to the address with the word; a complaint comes elsewhere and names it in its fields or in the letter it returns.
function wordsOf(letter: Email, returnsTo: string): string[] {
  const at = returnsTo.lastIndexOf('@')
  const [name, domain] = [returnsTo.slice(0, at), returnsTo.slice(at + 1)].map((part) =>
    part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  )
  const address = new RegExp(`${name}\\+([0-9a-f]{36})@${domain}`, 'gi')
  const texts = [
    ...letter.headers.filter(({ key }) => placesOfWord.includes(key)).map(({ value }) => value),
    ...letter.attachments
      .filter(({ mimeType }) => /^(message|text)\//i.test(mimeType))
      .flatMap((part) => fieldsIn(textOf(part).slice(0, 65_536)))
      .flatMap((fields) => fieldsOfWord.flatMap((field) => fields.get(field) ?? [])),
  ]
  const found = texts.flatMap((text) => [...text.matchAll(address)].map(([, word = '']) => word.toLowerCase()))
  return [...new Set(found)].slice(0, 5)
}
