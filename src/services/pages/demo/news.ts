// The demo's news: invented, and each says so in its own words as well.
import type { Text, Texts } from '../tables.ts'

export interface DemoNews {
  slug: string
  /** Below zero: so many days to come. */
  daysAgo: number
  texts: Texts
  corrected?: { texts: Texts; note: string }
}

const ru = (title: string, lead: string, body: string): Text => ({ title, lead, body })

const yards: Texts = {
  ru: ru(
    'Как проверить, что двор починили на самом деле',
    'Теперь сообщение закрывается только вместе со снимком, а последнее слово остаётся за жителем.',
    `Это новость для демонстрации, она вымышлена.

## Что изменилось

Исполнитель больше не может закрыть сообщение одним словом «выполнено». Нужен снимок с того же места.

## Что делать вам

1. Откройте своё сообщение по ссылке, которую получили, когда его отправили.
2. Посмотрите снимки «было» и «стало».
3. Нажмите «Да, починили» или «Нет, не починили». Если не починили, срок пойдёт заново.

Все сообщения города открыты: [посмотрите, что рядом](/cases).`,
  ),
  en: ru(
    'How to check that a yard has really been repaired',
    'A report now closes only with a photo, and the resident has the last word.',
    `This news is made for the demonstration; it is invented.

## What has changed

Whoever does the work can no longer close a report with the word “done”. A photo of the same place is needed.

## What you can do

1. Open your report by the link you got when you sent it.
2. Look at the photos “before” and “after”.
3. Press “Yes, repaired” or “No, not repaired”. If it is not, the clock starts again.

All reports of the city are open: [see what is near](/cases).`,
  ),
}

export const demoNews: readonly DemoNews[] = [
  { slug: 'demo-yard-check', daysAgo: 6, texts: yards },
  {
    slug: 'demo-open-office-hours',
    daysAgo: 3,
    texts: {
      ru: ru(
        'Команда стратегии отвечает на вопросы о парках',
        'Вопросы можно задать на странице любого обещания. Ответят открыто и в срок.',
        `Это новость для демонстрации, она вымышлена.

Откройте [стратегию](/strategy), выберите обещание и нажмите «Спросить команду». Срок ответа указан до отправки, а когда он выйдет, это увидят все.`,
      ),
      en: null,
    },
    corrected: {
      note: 'Уточнили, где задать вопрос',
      texts: {
        ru: ru(
          'Команда стратегии отвечает на вопросы о парках',
          'Вопросы можно задать на странице любого обещания. Ответят открыто и в срок.',
          `Это новость для демонстрации, она вымышлена.

Откройте [стратегию](/strategy), выберите обещание и нажмите «Спросить команду». Все вопросы и ответы собраны [на одной странице](/strategy/questions). Срок ответа указан до отправки, а когда он выйдет, это увидят все.`,
        ),
        en: null,
      },
    },
  },
  {
    slug: 'demo-winter-streets',
    daysAgo: -2,
    texts: {
      ru: ru(
        'Гололёд: куда сообщить и сколько ждать',
        'Коротко о том, кто посыпает дорожки и к какому времени это должны сделать.',
        `Это новость для демонстрации, она вымышлена.

Сообщите о гололёде [на странице «Мой двор»](/my-yard/report). До отправки вы увидите, кто за это отвечает и какой у него срок.`,
      ),
      en: null,
    },
  },
]
