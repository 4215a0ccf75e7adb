// The operator's verbs: what each is called and what it does in an open city.
import { chronicle, makeChronicleKey } from './chronicle.ts'
import { doctor } from './doctor.ts'
import { languages } from './languages.ts'
import { load } from './load.ts'
import { mail } from './mail.ts'
import { changeOidcKeys, oidc } from './oidc.ts'
import type { Order } from './order.ts'
import { makePushKey, push } from './push.ts'
import { search } from './search.ts'
import { strategy } from './strategy.ts'
import { user } from './user.ts'

export const orders: Order[] = [
  {
    name: 'load',
    words: 'load <file...>',
    about:
      'загрузить GeoJSON: границу, районы, адреса (в этом порядке) / load GeoJSON: boundary, districts, addresses (in this order)',
    options: [
      ['--as <kind>', 'boundary, districts, addresses; без него видно по файлу / seen from the file without it'],
      ['--dry-run', 'только проверить / check only'],
    ],
    filesFrom: 0,
    run: load,
  },
  {
    name: 'user',
    words: 'user <what> [email] [role]',
    about: 'сотрудники: list, grant EMAIL ROLE [--body ID], end EMAIL ROLE [--body ID] / staff: list, grant, end',
    options: [['--body <id>', 'орган, за который отвечает; без него весь город / the body; without it the whole city']],
    run: user,
  },
  {
    name: 'chronicle',
    words: 'chronicle <what>',
    about:
      'ключи летописи: key создаёт ключ (город не нужен), rotate ставит новый первым / keys of the chronicle: key makes one (without a city), rotate puts a new one first',
    run: chronicle,
    alone: makeChronicleKey,
  },
  {
    name: 'oidc',
    words: 'oidc <what>',
    about:
      'ключи входа для других систем: key создаёт ключ, rotate ставит новый первым / keys of sign-in for other systems: key, rotate',
    run: oidc,
    alone: changeOidcKeys,
  },
  {
    name: 'strategy',
    words: 'strategy <what> <file...>',
    about:
      'портфель стратегии: import FILE... вносит XLSX или CSV, export FILE.xlsx выгружает / the portfolio: import, export',
    options: [
      ['--dry-run', 'только проверить / check only'],
      ['--reason <text>', 'почему меняется обещанное / why what was promised changes'],
    ],
    filesFrom: 1,
    run: strategy,
  },
  {
    name: 'languages',
    words: 'languages <what>',
    about:
      'export: принятые удмуртские фразы в виде words/udm.json / accepted Udmurt phrases as the words files have them',
    run: languages,
  },
  {
    name: 'mail',
    words: 'mail <what>',
    about:
      'почта: bounce читает вернувшееся письмо со стандартного ввода / mail: bounce reads a returned letter from standard input',
    reads: 2_000_000,
    run: mail,
  },
  {
    name: 'push',
    words: 'push <what>',
    about: 'знаки в браузерах: key создаёт ключи (город не нужен) / web push: key makes the keys (without a city)',
    run: push,
    alone: makePushKey,
  },
  {
    name: 'search',
    words: 'search <what>',
    about:
      'поиск: check сверяет и исправляет, rebuild строит заново / the search: check mends it, rebuild makes it anew',
    run: search,
  },
  { name: 'doctor', words: 'doctor', about: 'проверить, здоров ли город / check the city’s health', run: doctor },
]
