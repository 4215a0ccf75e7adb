// Who holds a case and by when, in one line.
import type { CaseCard } from '#kernel/cases/index.ts'
import { useFrame } from '#platform/http/frame.ts'

export function HolderLine({ card }: { card: CaseCard }) {
  const { words } = useFrame()
  const due = words(`myYard.due.${card.dueKind}`, { due: words.date(card.due) })
  return (
    <>
      {`${words('myYard.card.holder', { holder: card.holder.name })}, ${due}`}
      {card.joined > 0 && `. ${words('myYard.card.joined', { n: card.joined })}`}
    </>
  )
}
