// Mail by SMTP.
import { createTransport } from 'nodemailer'
import { type Letter, LetterRefused, type Mail } from './index.ts'

/**
 * Opens mail through an SMTP server, such as smtps://user:password@mail.example:465. `waitMs`: how long to wait for a
 * connection and a greeting, and half as long as for any later answer.
 */
export function openMail(smtpUrl: string, from: string, waitMs = 10_000): Mail {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: 2 * waitMs,
  })
  const domain = from.split('@').at(-1)?.replace('>', '') ?? 'localhost'
  return {
    send: async (letter) => {
      const to = oneReader(letter.to)
      const sending = transport.sendMail({
        from,
        to,
        ...(letter.returnTo === undefined
          ? {}
          : { envelope: { from: oneReader(letter.returnTo).address, to: to.address } }),
        subject: letter.subject,
        text: letter.text,
        messageId: `<${letter.key}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Italmas-Key': letter.key, ...stopHeaders(letter) },
        // A letter is plain text we wrote: nothing in it may make the server fetch or attach anything.
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      await sending.catch((error: unknown) => {
        const status = refusalIn(error)
        throw status === null ? error : new LetterRefused(status)
      })
    },
  }
}

// Refused is a reader, not a letter: 5xx to her name, or a status of addresses and mailboxes (RFC 3463, 3.2 and 3.3). A server that
// will not take our sender, our password or this text is the operator's to mend, and the letter waits.
function refusalIn(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const code = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0
  if (code < 500 || code > 599) return null
  const said = 'response' in error && typeof error.response === 'string' ? error.response : ''
  const status = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(said)?.[1]
  // A policy (5.7.x) speaks of the letter or of us, also where it is said to the reader's name.
  if (status?.startsWith('5.7.')) return null
  if ('command' in error && error.command === 'RCPT TO') return status ?? '5.0.0'
  return status !== undefined && /^5\.(1\.[1236]|2\.1)$/.test(status) ? status : null
}

function stopHeaders({ stop }: Letter): Record<string, string> {
  return stop === undefined
    ? {}
    : { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

// As text an address would be read as a list, and a comma or a line break in it would write to somebody else too.
function oneReader(address: string): { name: string; address: string } {
  if (!/^[^\s,;:<>()"]+@[^\s,;:<>()"@]+$/.test(address)) throw new Error('a letter goes to one plain address')
  return { name: '', address }
}
