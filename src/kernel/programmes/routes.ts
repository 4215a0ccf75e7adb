// Which address of programmes leads where: one list an owner of a part.
import type { Route } from '#platform/http/route.ts'
import type { ProgrammesHouse } from './index.ts'
import { applyingRoutes } from './routes/applying.ts'
import { awardingRoutes } from './routes/awarding.ts'
import { derivedRoutes } from './routes/derived.ts'
import { questionRoutes } from './routes/questions.ts'
import { termsRoutes } from './routes/terms.ts'
import { termsSheetRoutes } from './routes/terms-sheet.ts'

export function programmeRoutes(house: ProgrammesHouse): Route[] {
  return [
    ...termsRoutes,
    ...termsSheetRoutes,
    ...questionRoutes,
    ...derivedRoutes,
    ...applyingRoutes(house),
    ...awardingRoutes(house),
  ]
}
