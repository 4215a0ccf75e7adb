// Buttons as pages use them.
import type { Example } from '../example.ts'
import { ActionButton, Button, LinkButton } from './button.tsx'

export const buttonExamples: Example[] = [
  {
    title: 'Кнопки',
    view: (
      <div class="actions">
        <LinkButton href="/my-yard/report" kind="gold">
          Сообщить о проблеме
        </LinkButton>
        <Button>Дальше</Button>
        <ActionButton action="/look">Следить за обещанием</ActionButton>
        <Button kind="danger">Удалить мои данные</Button>
      </div>
    ),
  },
]
