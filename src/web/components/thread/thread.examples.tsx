// A report that became a win, a win that was taken back, and a number that both were for.
import type { Example } from '../example.ts'
import { Thread, type ThreadStep } from './thread.tsx'

const strand = (number: string, ended: boolean): ThreadStep[] => [
  { step: 'thing', what: 'Сообщение', title: `№ ${number}`, href: '/small-wins', note: 'починено, житель подтвердил' },
  { step: 'tie', text: 'стало победой', when: '3 дня назад', at: '2026-11-20', exactly: '20 ноября 2026, 9:12' },
  { step: 'thing', what: 'Победа', title: 'Яма на Пушкинской, 229 заделана', href: '/small-wins', note: '1 место' },
  { step: 'tie', text: 'прибавилось к показателю', when: '3 дня назад', at: '2026-11-20' },
  ...(ended
    ? [{ step: 'tie' as const, text: 'вычтено из показателя', when: 'вчера', at: '2026-11-22', ended: true }]
    : []),
]

export const threadExamples: Example[] = [
  {
    title: 'Нить',
    view: (
      <Thread
        label="Откуда это и к чему привело"
        steps={[
          {
            step: 'fork',
            kind: 'joining',
            label: 'Откуда это',
            strands: [strand('2026-000124', false), strand('2026-000123', true)],
            more: [{ label: 'Ещё 12', href: '/small-wins' }],
          },
          { step: 'thing', what: 'Показатель', title: 'Починено по сообщениям жителей', here: 'вы смотрите это' },
        ]}
      />
    ),
  },
]
