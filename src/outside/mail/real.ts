// Mail by SMTP.
import { createTransport } from 'nodemailer'
import type { Letter, Mail } from './index.ts'

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
      await transport.sendMail({
        from,
        to: oneReader(letter.to),
        subject: letter.subject,
        text: letter.text,
        messageId: `<${letter.key}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...stopHeaders(letter) },
        // A letter is plain text we wrote: nothing in it may make the server fetch or attach anything.
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    },
  }
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
