// The door of the chronicle: the city's public record, to which one can only add.
import { z } from 'zod'
import type { AskWitness } from '#outside/witness/index.ts'
import { deliver, whenever } from '#platform/facts/index.ts'
import type { Module } from '#platform/module.ts'
import { chronicleFeeds } from './feeds.ts'
import { healthOf } from './health.ts'
import { chronicleSets } from './open-data.ts'
import { openPublication } from './publication.ts'
import { chronicleRoutes } from './routes.ts'
import type { Seal } from './seal.ts'
import { openSequencer } from './sequencer.ts'
import { cosignAll } from './witnesses.ts'

export { eraseText, type Inscription, inscribe } from './actions.ts'
export { chronicleSize, type Entry, entries, entryAt } from './queries.ts'
export { receiptHref } from './receipts.ts'
export { type Basis, basisOf, type Plain, type Statement } from './rules.ts'
export { makeKey, openSeal, type Seal } from './seal.ts'

/**
 * Opens the chronicle; `doors` tell which pages its subjects have. With a seal its checkpoints are signed and published, and
 * `ask` reaches the witnesses; without one, as tests of other modules have it, the record grows and nothing is shown to programs.
 */
export function chronicle(doors: () => readonly Module[], sealed?: { seal: Seal; ask: AskWitness }): Module {
  const pages = chronicleRoutes((subject) => pageOf(doors(), subject))
  if (!sealed) {
    const { run } = openSequencer(null)
    const reactions = [whenever('chronicle.sequence', run)]
    return { name: 'chronicle', floor: 'kernel', routes: pages(null), openData: chronicleSets, reactions }
  }
  const { seal, ask } = sealed
  const publication = openPublication(seal)
  const sequencer = openSequencer({ seal, publication })
  const reactions = [whenever('chronicle.sequence', sequencer.run)]
  if (seal.witnesses.length > 0) {
    reactions.push(
      deliver('clock.minute', 'chronicle.cosign', z.unknown(), (city) => cosignAll(city, { seal, publication, ask })),
    )
  }
  return {
    name: 'chronicle',
    floor: 'kernel',
    offers: [
      {
        ...{
          href: '/chronicle/verify',
          situations: ['check-the-city', 'journalist'],
          who: ['checker', 'maker'],
          way: 'online',
          order: 50,
        },
        label: 'chronicle.offer.verify',
        hint: 'chronicle.offer.verify.lead',
        takes: 'chronicle.offer.verify.takes',
        needs: 'chronicle.offer.verify.needs',
      },
    ],
    routes: [...pages({ publication }), ...chronicleFeeds({ seal, publication })],
    reactions,
    openData: chronicleSets,
    health: (city) => healthOf(city, { seal, publication, sequencer }),
  }
}

function pageOf(doors: readonly Module[], subject: string): string | null {
  const [name = '', id = ''] = subject.split(/:(.*)/s)
  for (const door of doors) {
    const folder = door.subjects?.[name]
    if (folder !== undefined) return folder + encodeURIComponent(id)
  }
  return null
}
