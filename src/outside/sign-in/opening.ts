// A session for a person whom the city already knows: the one way in which every kind of sign-in ends.
import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import { levels } from '#platform/policy.ts'

/** What the city keeps with a session beside the library's own. */
export const sessionFields = {
  methods: { type: 'string', required: false, input: false },
  level: { type: 'string', required: false, input: false },
  strong: { type: 'boolean', required: false, input: false },
  seenOn: { type: 'string', required: false, input: false, fieldName: 'seen_on' },
} as const

const body = z.object({
  person: z.string(),
  methods: z.array(z.string().regex(/^\S+$/)),
  level: z.enum(levels),
  strong: z.boolean(),
  device: z.string().max(60).nullable(),
  seenOn: z.string(),
})

/** Without a path the endpoint has no address: only the city's own code can call it. */
export const opening = {
  id: 'opening',
  endpoints: {
    openSession: createAuthEndpoint({ method: 'POST', body }, async (ctx) => {
      const { person, methods, level, strong, device, seenOn } = ctx.body
      const { internalAdapter } = ctx.context
      const user = await internalAdapter.findUserById(person)
      if (!user) throw new APIError('NOT_FOUND')
      const kept = { methods: methods.join(' '), level, strong, seenOn, userAgent: device ?? '' }
      const session = await internalAdapter.createSession(person, false, kept, true)
      await setSessionCookie(ctx, { session, user })
      return { session: session.id }
    }),
  },
} satisfies BetterAuthPlugin
