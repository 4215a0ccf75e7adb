// Whether documents of applications can be looked at for viruses.
import type { VirusScan } from '#outside/virus-scan/index.ts'
import type { City } from '#platform/city.ts'
import type { Health } from '#platform/module.ts'
import { applyingDb } from './tables/applying.ts'

/** Bad while nobody looks, or documents have waited for many tries. */
export async function scanHealth(city: City, virusScan: VirusScan | null): Promise<Health[]> {
  const { n } = await applyingDb(city)
    .selectFrom('programmes.documents')
    .select((select) => select.fn.countAll<string>().as('n'))
    .where('scan', 'in', ['waiting', 'failed'])
    .where('removed_at', 'is', null)
    .where('tries', '>=', 5)
    .executeTakeFirstOrThrow()
  const waiting = Number(n)
  if (virusScan === null) return [{ ok: false, key: 'programmes.health.noScanner', values: {} }]
  return [
    waiting === 0
      ? { ok: true, key: 'programmes.health.scans', values: {} }
      : { ok: false, key: 'programmes.health.waiting', values: { n: waiting } },
  ]
}
