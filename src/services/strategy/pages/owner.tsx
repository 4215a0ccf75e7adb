// Who answers: a body of the city by its name, the words of a source, or the plain statement that nobody is named.
import { useFrame } from '#platform/http/frame.ts'
import { bodyOf } from '../rules/owner.ts'
import { Data } from './said.tsx'

export function Owner({ owner, bodies }: { owner: string | null; bodies: ReadonlyMap<string, string> }) {
  const { words } = useFrame()
  if (owner === null) return words('strategy.project.noResponsible')
  const body = bodyOf(owner)
  return body === null ? <Data>{owner}</Data> : (bodies.get(body) ?? body)
}
