// What a service of the catalogue looks like.
import type { Example } from '../example.ts'
import { Offers } from './offers.tsx'

export const offersExamples: Example[] = [
  {
    title: 'Услуги',
    view: (
      <Offers
        offers={[
          {
            href: '/my-yard/report',
            title: 'Сообщить о проблеме',
            lead: 'Вы увидите, кто за неё отвечает и к какому дню.',
            facts: [
              { name: 'Сколько займёт', value: 'минуту' },
              { name: 'Что понадобится', value: 'адрес, можно фото' },
            ],
          },
          {
            href: '/small-wins/follow',
            title: 'Следить за улицей',
            lead: 'Письмо придёт, когда на улице что-то сделают.',
            facts: [{ name: 'Что понадобится', value: 'почта' }],
          },
        ]}
      />
    ),
  },
]
