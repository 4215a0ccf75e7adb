// How the tests run: fast ones share one world in threads; real processes and browsers two at a time.
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const processes = ['src/**/*.process.test.{ts,tsx}', 'tests/**/*.process.test.ts', 'bench/**/*.process.test.ts']

// On a machine that ran them never before, the longest must not be the last: all but one of the cores would wait for it.
const long = [
  'tests/everywhere.',
  'tests/start.',
  'tests/attack/posts.',
  'tests/house.',
  'services/strategy/strategy.',
  'tests/attack/',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = long.findIndex((name) => moduleId.includes(name))
      return at < 0 ? long.length : at
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    setupFiles: ['./tests/setup.ts'].filter((file) => existsSync(file)),
    env: { TZ: 'Europe/Samara', NODE_ENV: 'test' },
    allowOnly: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'house',
          include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: processes,
          pool: 'threads',
          // One world a worker: the migrated database is loaded once, not once a file.
          isolate: false,
          // Vitest keeps one core for itself, which on two cores would leave a single worker.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: processes,
          globalSetup: './tests/ready-city.ts',
          pool: 'forks',
          // Each waits a good deal for another process: two share two cores well.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
