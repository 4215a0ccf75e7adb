// Who wins and who loses by a change, as an editor sees it before it is published.
import type { Comparison, Known, Shift } from '#engines/eligibility/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Catalogue } from '../rules/questions.ts'
import { sayKnown } from '../rules/say-cells.ts'

const mostShown = 10

export interface ShiftsProps {
  people: readonly Known[]
  comparison: Comparison
  catalogue: Catalogue
  /** Of several terms: how each is called. */
  titles?: ReadonlyMap<string, string> | undefined
}

export function Shifts({ people, comparison, catalogue, titles }: ShiftsProps) {
  const { words } = useFrame()
  const { gains, loses, amounts, same } = comparison
  return (
    <>
      <p>{words('programmes.terms.desk.people', { count: people.length })}</p>
      <p>
        {words('programmes.terms.desk.counts', {
          gains: gains.length,
          loses: loses.length,
          amounts: amounts.length,
          same,
        })}
      </p>
      <ShiftList label="gains" shifts={gains} {...{ people, catalogue, titles }} />
      <ShiftList label="loses" shifts={loses} {...{ people, catalogue, titles }} />
    </>
  )
}

interface ShiftListProps extends Omit<ShiftsProps, 'comparison'> {
  label: string
  shifts: readonly Shift[]
}

function ShiftList({ label, shifts, people, catalogue, titles }: ShiftListProps) {
  const { words } = useFrame()
  if (shifts.length === 0) return null
  const verdict = (of: Shift['before']) => words(`programmes.terms.verdict.${of.verdict}`)
  return (
    <details>
      <summary>{words(`programmes.terms.desk.${label}`, { count: shifts.length })}</summary>
      <ul>
        {shifts.slice(0, mostShown).map(({ id, person, before, after }) => (
          <li key={`${id} ${person}`}>
            {titles?.has(id) && `«${titles.get(id)}». `}
            {`${sayKnown(words, catalogue.questions, people[person] ?? {})}. ${verdict(before)} → ${verdict(after)}`}
          </li>
        ))}
      </ul>
    </details>
  )
}
