// The newest messages as a piece of a person's own page.
import type { VNode } from 'preact'
import type { City } from '#platform/city.ts'
import { MessagesPiece } from './pages/messages.tsx'
import { messagesOf } from './queries/messages.ts'

export async function minePiece(city: City, person: string): Promise<VNode> {
  return <MessagesPiece shelf={await messagesOf(city, person, { most: 5 })} />
}
