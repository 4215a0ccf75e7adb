// Mail by SMTP.
import { createTransport } from 'nodemailer'
import type { Letter, Mail } from './index.ts'

/** Opens mail through an SMTP server, such as smtps://user:password@mail.example:465. */
export function openMail(smtpUrl: string, from: string): Mail {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  })
  const domain = from.split('@').at(-1)?.replace('>', '') ?? 'localhost'
  return {
    send: async (letter) => {
      await transport.sendMail({
        from,
        to: letter.to,
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
