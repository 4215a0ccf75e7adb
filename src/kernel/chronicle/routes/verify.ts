// Checking a receipt on a page of the city.
import { h } from 'preact'
import { verifyReceipt } from '#engines/transparency-log/index.ts'
import type { City } from '#platform/city.ts'
import { type Answer, get, page, post, type Route, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { VerifyPage, type VerifyPageProps } from '../pages/verify.tsx'

/** `vkeysOf` gives the keys that the city publishes now. */
export function verifyRoutes(vkeysOf: (city: City) => Promise<readonly string[]>): Route[] {
  const show = async (visit: Visit, props: Omit<VerifyPageProps, 'vkeys'>, status = 200): Promise<Answer> =>
    page(visit.city.words('chronicle.verify.title'), h(VerifyPage, { vkeys: await vkeysOf(visit.city), ...props }), {
      status,
      description: visit.city.words('chronicle.verify.lead'),
    })
  return [
    get('/chronicle/verify', anyone, (visit) => show(visit, { verdict: null })),
    post('/chronicle/verify', anyone, (visit) => {
      const upload = visit.uploads.receipt?.[0]
      const wrong = (error: string) => show(visit, { verdict: null, error }, 422)
      if (!upload) return wrong(visit.city.words('chronicle.verify.none'))
      if (upload.cut) return wrong(visit.city.words('chronicle.verify.tooLarge'))
      return show(visit, { verdict: verifyReceipt(upload.bytes) })
    }),
  ]
}
