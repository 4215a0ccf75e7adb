// The newest messages as a piece of a person's own page.
import type { VNode } from 'preact'
import type { City } from '#platform/city.ts'
import { MessagesPiece } from './pages/messages.tsx'
import { messagesOf } from './queries.ts'

const shown = 5

export async function minePiece(city: City, person: string): Promise<VNode> {
  const messages = await messagesOf(city, person, shown + 1)
  return <MessagesPiece messages={messages.slice(0, shown)} more={messages.length > shown} />
}
