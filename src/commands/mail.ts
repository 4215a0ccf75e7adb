// `italmas mail`: what a mail server hands to the city.
import { hearReturned } from '#kernel/notifications/index.ts'
import { machinery } from '#platform/policy.ts'
import type { OpenCity } from '../city.ts'
import type { Outcome, Say } from './order.ts'

const said = {
  hard: 'адрес не принимает писем / the address takes no letters',
  soft: 'письмо пока не принято / the letter was not taken for now',
  complaint: 'читатель пожаловался, писем больше не будет / the reader complained, there will be no more letters',
}

/**
 * `mail bounce < LETTER`: a letter that came back. Whatever it is not, a mail server must not return it again, so what speaks of
 * no letter of ours is done as well.
 */
export async function mail(
  open: OpenCity,
  [what, input = '']: string[],
  _options: Record<string, string>,
  say: Say,
): Promise<Outcome> {
  if (what !== 'bounce') {
    say({ text: 'italmas mail bounce < LETTER' })
    return 'misused'
  }
  const { config, zone } = open.shared
  if (config.mail.returnsTo === null) {
    say({ text: 'MAIL_RETURNS: не задан адрес для вернувшихся писем / no address for returned letters is set' })
    return 'failed'
  }
  const city = open.cityFor(machinery('command'))
  const raw = Buffer.from(input, 'base64')
  const kind = await hearReturned(city, { raw, returnsTo: config.mail.returnsTo, zone })
  say({ text: kind === null ? 'не о наших письмах / not about a letter of ours' : said[kind], data: { kind } })
  return 'done'
}
