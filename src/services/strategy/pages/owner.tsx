// Who answers: a body of the city by its name, the words of a source, or the plain statement that nobody is named.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { Tag } from '#web/components/tag/tag.tsx'
import { bodyOf } from '../rules/owner.ts'
import { Data } from './said.tsx'

export interface OwnerProps {
  owner: string | null
  bodies: ReadonlyMap<string, string>
  /** True where the owner was named for the demo only. */
  demo?: boolean
}

export function Owner({ owner, bodies, demo = false }: OwnerProps) {
  const { words } = useFrame()
  if (owner === null) return words('strategy.project.noResponsible')
  const body = bodyOf(owner)
  return (
    <>
      {body === null ? <Data>{owner}</Data> : (bodies.get(body) ?? body)} {demo && <Tag>{words('strategy.demo')}</Tag>}
    </>
  )
}

/** The same in plain text. */
export function ownerText(words: Words, owner: string | null, bodies: ReadonlyMap<string, string>): string {
  if (owner === null) return words('strategy.project.noResponsible')
  const body = bodyOf(owner)
  return body === null ? owner : (bodies.get(body) ?? body)
}
