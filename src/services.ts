// THE list of services: one import, one line a service.
import type { Module } from '#platform/module.ts'
import type { Shared } from './doors.ts'
import { account } from './services/account/service.ts'
import { desk } from './services/desk/service.ts'
import { myYard } from './services/my-yard/service.ts'
import { portal } from './services/portal/service.ts'
import { smallWins } from './services/small-wins/service.ts'
import { strategy } from './services/strategy/service.ts'

export function services(shared: Shared): Module[] {
  const { publicUrl, operator } = shared.config
  return [
    account({ ...shared, publicUrl, operator, smsPerDay: shared.config.sms.perDay }),
    desk({ doors: shared.doors, files: shared.files, zone: shared.zone }),
    myYard({ files: shared.files, zone: shared.zone, publicUrl, operator }),
    portal({ doors: shared.doors, demo: shared.config.mode === 'demo' }),
    smallWins({ zone: shared.zone, demo: shared.config.mode === 'demo', mail: shared.mail, publicUrl, operator }),
    strategy({ files: shared.files, zone: shared.zone, operator }),
  ]
}
