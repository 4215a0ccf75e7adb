// The first words of a report in the chat.
import type { Example } from '../example.ts'
import { Chat } from './chat.tsx'

export const chatExamples: Example[] = [
  {
    title: 'Разговор',
    view: (
      <Chat
        label="Переписка"
        lines={[
          { from: 'person', name: 'Вы', children: 'Яма у подъезда' },
          { from: 'city', name: 'Двор', children: 'Где это? Напишите улицу и дом, например: Пушкинская, 229' },
        ]}
      />
    ),
  },
]
