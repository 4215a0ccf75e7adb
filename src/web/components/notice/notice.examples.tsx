// The four tones a notice can have.
import { LinkButton } from '../button/button.tsx'
import type { Example } from '../example.ts'
import { Notice } from './notice.tsx'

export const noticeExamples: Example[] = [
  {
    title: 'Заметка',
    view: (
      <Notice>
        <p>
          Это сообщение, а не обращение по 59-ФЗ. <a href="/my-yard">Как подать обращение</a>
        </p>
      </Notice>
    ),
  },
  {
    title: 'Получилось',
    view: (
      <Notice kind="done" title="Сообщение № 2026-000123 принято">
        <p>Его держит Горсвет, ответ до 26 ноября.</p>
      </Notice>
    ),
  },
  {
    title: 'Не получилось',
    view: (
      <Notice kind="wrong" title="Фотография не сохранилась">
        <p>Файл больше 20 МБ. Выберите снимок поменьше, остальное мы сохранили.</p>
      </Notice>
    ),
  },
  {
    title: 'Опасность',
    view: (
      <Notice kind="emergency" title="Запах газа: звоните 112 прямо сейчас">
        <p>Выйдите на улицу, не включайте свет. Сообщение здесь прочтут не сразу.</p>
        <LinkButton href="tel:112" kind="danger">
          Позвонить 112
        </LinkButton>
      </Notice>
    ),
  },
]
