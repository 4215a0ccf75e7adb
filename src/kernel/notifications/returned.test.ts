// Letters that came back: reports of many servers, complaints, and what is neither; and what the city makes of them.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactOf } from '#kernel/identity/index.ts'
import { hearReturned } from './index.ts'
import { addressWith, readReturned } from './returned.ts'
import { type NoticeStage, openNoticeStage } from './stage.testing.ts'

const returnsTo = 'returned@city.example'
const word = '0123456789abcdef0123456789abcdef0123'

interface Report {
  to?: string
  action?: string
  status?: string
  more?: string
}

/** A report as Postfix writes it (RFC 3464). */
function report({ to = addressWith(returnsTo, word), action = 'failed', status = '5.1.1', more = '' }: Report = {}) {
  return Buffer.from(
    [
      'From: MAILER-DAEMON@mail.example (Mail Delivery System)',
      `To: ${to}`,
      'Subject: Undelivered Mail Returned to Sender',
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status;',
      '\tboundary="b0"',
      '',
      '--b0',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'I could not deliver your message. 5.9.9 is said here and means nothing.',
      '',
      '--b0',
      'Content-Description: Delivery report',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mail.example',
      'Arrival-Date: Thu, 26 Nov 2026 05:00:00 +0400 (SAMT)',
      '',
      'Final-Recipient: rfc822; anna@example.ru',
      `Action: ${action}`,
      `Status: ${status}`,
      'Diagnostic-Code: smtp; 550 5.1.1 <anna@example.ru>: Recipient address',
      '    rejected: User unknown',
      more,
      '',
      '--b0',
      'Content-Type: text/rfc822-headers',
      '',
      'Message-ID: <letter.x@city.example>',
      'Subject: test',
      '',
      '--b0--',
      '',
    ].join('\r\n'),
  )
}

/** A complaint (RFC 5965) as a mail provider sends it to the address it was told. */
function complaint(kind: string, from = addressWith(returnsTo, word)) {
  return Buffer.from(
    [
      'From: feedback@provider.example',
      'To: abuse@city.example',
      'Subject: complaint',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=feedback-report; boundary="b0"',
      '',
      '--b0',
      'Content-Type: text/plain',
      '',
      'This is an email abuse report.',
      '--b0',
      'Content-Type: message/feedback-report',
      '',
      `Feedback-Type: ${kind}`,
      'User-Agent: Provider/1.0',
      'Version: 1',
      `Original-Mail-From: <${from}>`,
      '',
      '--b0',
      'Content-Type: message/rfc822',
      '',
      'From: city@city.example',
      'Subject: test',
      '',
      'text',
      '--b0--',
      '',
    ].join('\r\n'),
  )
}

test.each<[string, Buffer, object | null]>([
  ['no such user', report(), { kind: 'hard', status: '5.1.1' }],
  ['no such domain', report({ status: '5.1.2' }), { kind: 'hard', status: '5.1.2' }],
  ['a closed mailbox', report({ status: '5.2.1 (closed)' }), { kind: 'hard', status: '5.2.1' }],
  ['a full mailbox', report({ status: '5.2.2' }), { kind: 'soft', status: '5.2.2' }],
  ['expired', report({ status: '4.4.7' }), { kind: 'soft', status: '4.4.7' }],
  ['not liked', report({ status: '5.7.1' }), { kind: 'soft', status: '5.7.1' }],
  ['in capitals', report({ to: addressWith(returnsTo, word).toUpperCase() }), { kind: 'hard', words: [word] }],
  [
    'of two readers the worst',
    report({ status: '4.2.2', more: '\r\nFinal-Recipient: rfc822; b@c.example\r\nAction: failed\r\nStatus: 5.1.1' }),
    { kind: 'hard' },
  ],
  ['a complaint', complaint('abuse'), { kind: 'complaint', words: [word] }],
  ['a complaint taken back', complaint('not-spam'), null],
  ['only late', report({ action: 'delayed', status: '4.4.1' }), null],
  ['delivered', report({ action: 'delivered', status: '2.0.0' }), null],
  ['without a status', report({ status: 'no' }), null],
  ['to an address without a word', report({ to: returnsTo }), null],
  ['to a word of another length', report({ to: addressWith(returnsTo, 'abc') }), null],
  ['to another domain', report({ to: addressWith('returned@evil.example', word) }), null],
  ['a reply', Buffer.from(`To: ${addressWith(returnsTo, word)}\r\nSubject: out of office\r\n\r\n550 5.1.1`), null],
  ['nothing', Buffer.from(''), null],
])('%s', async (_, raw, answer) => {
  const read = await readReturned(raw, returnsTo)
  if (answer === null) expect(read).toBeNull()
  else expect(read).toMatchObject(answer)
})

test('whatever comes, nothing is thrown', async () => {
  const pieces = fc.constantFrom(
    ...report().toString().split('\r\n'),
    ...complaint('abuse').toString().split('\r\n'),
    ...['', '--b0', '--b0--', 'Content-Type: multipart/mixed; boundary="b0"', '\u0000', 'Status: 5.'.repeat(50)],
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }), async (lines) => {
      const read = await readReturned(Buffer.from(lines.join('\r\n')), returnsTo)
      expect(read === null || ['hard', 'soft', 'complaint'].includes(read.kind)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

let stage: NoticeStage
beforeAll(async () => {
  stage = await openNoticeStage()
})
afterAll(() => stage.close())

const zone = 'Europe/Samara'
async function written(email: string) {
  const handle = await stage.reader(email)
  await stage.happen({ handles: [handle] })
  await stage.bare.worker.settle()
  const to = stage.letters.at(-1)?.returnTo ?? ''
  return {
    to,
    hear: (raw: Buffer) => hearReturned(stage.bare.as(), { raw, returnsTo, zone }),
    agrees: async () => (await contactOf(stage.bare.as(), handle)) !== null,
    more: async () => {
      const before = stage.letters.length
      await stage.happen({ handles: [handle] })
      await stage.bare.worker.settle()
      return stage.letters.length - before
    },
  }
}

test('one hard return makes the address rest, heard twice as well as once', async () => {
  const anna = await written('anna@returned.example')
  expect(await anna.hear(report({ to: anna.to }))).toBe('hard')
  expect(await anna.hear(report({ to: anna.to }))).toBe('hard')
  expect(await anna.more()).toBe(0)
  expect(await anna.agrees()).toBe(true)
})

test('a soft return alone changes nothing', async () => {
  const boris = await written('boris@returned.example')
  expect(await boris.hear(report({ to: boris.to, status: '4.2.2' }))).toBe('soft')
  expect(await boris.more()).toBe(1)
})

test('a complaint stops all letters and withdraws the consent', async () => {
  const vera = await written('vera@returned.example')
  expect(await vera.hear(complaint('abuse', vera.to))).toBe('complaint')
  expect(await vera.agrees()).toBe(false)
  expect(await vera.more()).toBe(0)
})

test('whoever makes a report up changes nothing', async () => {
  const zoya = await written('zoya@returned.example')
  for (const raw of [report(), report({ to: addressWith(returnsTo, 'f'.repeat(36)) }), complaint('abuse')])
    expect(await zoya.hear(raw)).toBeNull()
  expect(await zoya.more()).toBe(1)
})
