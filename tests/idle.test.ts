// A city in which nothing happens does nothing: whoever looks for work and finds none leaves no trace that would wake the others.
import { expect, test } from 'vitest'
import { machinery } from '#platform/policy.ts'
import { openStage } from './people.ts'

test('when all is done, looking for work commits nothing', async () => {
  const stage = await openStage()
  try {
    await stage.settle()
    const { house } = stage.city.cityFor(machinery('test')).within
    const committed: string[][] = []
    const { committed: tell } = house
    house.committed = async (writes) => {
      committed.push([...writes])
      await tell(writes)
    }
    expect(await stage.city.worker.step()).toBe(false)
    for (const sender of stage.city.worker.senders) expect(await stage.city.worker.step('deliver', sender)).toBe(false)
    expect(committed).toEqual([])
  } finally {
    await stage.close()
  }
})
