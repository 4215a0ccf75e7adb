// Pictures for shared links: one record and one total, each with its number and with what it rests on.
import { type Share, sharePicture } from '#kernel/media/index.ts'
import { bytes, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import type { Words } from '#platform/words.ts'
import { correctedText, kindText, siteOf, titleOf, unitOf } from '../pages/said.tsx'
import { totalText } from '../pages/totals.tsx'
import { totalFor } from '../queries/total.ts'
import { type Win, winFor } from '../queries/win.ts'
import type { WinHouse } from './house.ts'
import { scopeOf } from './read.ts'

export function winPicture(house: WinHouse) {
  return async ({ city, params }: Visit) => {
    const win = await winFor(city, params.id ?? '')
    if (!win) throw refuse.missing('smallWins.refusal.noWin')
    return png(await sharePicture(shareOfWin(city.words, win, house)))
  }
}

export function totalPicture(house: WinHouse) {
  return async ({ city, params, query }: Visit) => {
    const { words } = city
    const { scope, chosen } = scopeOf(query)
    const total = await totalFor(city, params.measure ?? '', scope)
    if (!total || total.counted.length + total.born === 0) throw refuse.missing('smallWins.refusal.noTotal')
    const place = [chosen.street, chosen.district].filter(Boolean).join(', ')
    const records = total.counted.length + total.born
    const share: Share = {
      ...totalText(words, total),
      title: words.locale === 'en' ? total.labelEn : total.label,
      ...(place === '' ? {} : { place }),
      ...(chosen.year === '' ? {} : { date: chosen.year }),
      basis: words('smallWins.picture.total', { n: records }),
      city: words('web.city'),
      ...(house.demo && total.demo ? { band: words('web.demoBand') } : {}),
    }
    return png(await sharePicture(share))
  }
}

/** What the picture of a record says. */
export function shareOfWin(words: Words, win: Win, house: WinHouse): Share {
  const turn = kindText(words, win)
  const said = win.withdrawn ? words('smallWins.withdrawn.title') : turn
  return {
    title: (said === null ? '' : `${said.charAt(0).toUpperCase()}${said.slice(1)}: `) + titleOf(words, win),
    // What was taken back has no number to boast of.
    ...(win.kind !== 'win' || win.withdrawn || win.quantity === null || win.unit === null
      ? {}
      : {
          number: words.number(Number(win.quantity), { maximumFractionDigits: 3 }),
          unit: unitOf(words, win, win.quantity),
        }),
    ...(win.place === null ? {} : { place: win.place }),
    ...(win.doneOn === null ? {} : { date: words.date(win.doneOn) }),
    basis: basisText(words, win),
    ...(win.withdrawn || win.kind === 'withdrawal' || win.kind === 'setback' ? { wrong: true } : {}),
    city: words('web.city'),
    // A shared picture travels without its page: what is invented must be said on it.
    ...(house.demo && win.basis === 'demo' ? { band: words('web.demoBand') } : {}),
  }
}

function basisText(words: Words, win: Win): string {
  if (win.kind === 'correction') return correctedText(words, win)
  if (win.kind === 'withdrawal' || win.withdrawn) return words('smallWins.picture.withdrawn')
  if (win.source !== null) {
    const page = siteOf(win.source)
    return win.sourceDate === null
      ? words('smallWins.picture.page', { page })
      : words('smallWins.picture.pageOn', { page, date: words.date(win.sourceDate) })
  }
  return win.case === null ? '' : words('smallWins.picture.case', { number: win.case })
}

function png(picture: Uint8Array) {
  return bytes('image/png', picture, { keep: 3600 })
}
