// THE list of services: one import, one line a service.
import type { Module } from '#platform/module.ts'
import type { Shared } from './doors.ts'
import { account } from './services/account/service.ts'
import { bureau } from './services/bureau/service.ts'
import { desk } from './services/desk/service.ts'
import { events } from './services/events/service.ts'
import { languages } from './services/languages/service.ts'
import { myYard } from './services/my-yard/service.ts'
import { openData } from './services/open-data/service.ts'
import { pages } from './services/pages/service.ts'
import { portal } from './services/portal/service.ts'
import { smallWins } from './services/small-wins/service.ts'
import { strategy } from './services/strategy/service.ts'

export function services(shared: Shared): Module[] {
  const { publicUrl, operator } = shared.config
  const demo = shared.config.mode === 'demo'
  return [
    account({ ...shared, publicUrl, operator, smsPerDay: shared.config.sms.perDay }),
    bureau({ ...shared, publicUrl, operator, demo }),
    desk({ doors: shared.doors, files: shared.files, zone: shared.zone }),
    events({ ...shared, operator, demo }),
    languages({ uses: shared.uses, wordsIn: shared.wordsIn }),
    myYard({ files: shared.files, zone: shared.zone, publicUrl, operator }),
    openData({ ...shared, publicUrl, operator }),
    pages({ ...shared, demo, operator, ask: shared.askLink }),
    portal({ ...shared, demo }),
    smallWins({ zone: shared.zone, demo, mail: shared.mail, publicUrl, operator }),
    strategy({ files: shared.files, zone: shared.zone, operator }),
  ]
}
