// What speaks against a photo of a repair.
import { expect, test } from 'vitest'
import { type ProofSeen, proofFaults } from './proof.ts'

const openedAt = new Date('2026-11-10T08:00:00Z')
const good: ProofSeen = { takenAt: new Date('2026-11-12T08:00:00Z'), editedBy: null, alike: [], metres: 40 }

test.each<[string, Partial<ProofSeen>, string[]]>([
  ['a new photo of the place proves', {}, []],
  ['metadata that say nothing speak against nothing', { takenAt: null, metres: null }, []],
  ['taken before the report', { takenAt: new Date('2026-11-10T07:59:59Z') }, ['cases.proof.older']],
  ['taken in the moment of the report', { takenAt: openedAt }, []],
  ['the pixels of another repair', { alike: [{ how: 'copy', kind: 'repair' }] }, ['cases.proof.usedBefore']],
  ['the report itself, saved again', { alike: [{ how: 'same', kind: 'report' }] }, ['cases.proof.isReport']],
  ['resembles another yard', { alike: [{ how: 'alike', kind: 'repair' }] }, []],
  ['half a kilometre away', { metres: 501 }, ['cases.proof.elsewhere']],
  ['at the edge', { metres: 500 }, []],
  ['went through an editor', { editedBy: 'Photoshop' }, ['cases.proof.edited']],
  [
    'everything at once',
    { takenAt: new Date(0), metres: 9e5, editedBy: 'x', alike: [{ how: 'copy', kind: 'report' }] },
    ['cases.proof.isReport', 'cases.proof.older', 'cases.proof.elsewhere', 'cases.proof.edited'],
  ],
])('%s', (_, seen, faults) => {
  expect(proofFaults({ ...good, ...seen }, { openedAt, proofMetres: 500 })).toEqual(faults)
})
