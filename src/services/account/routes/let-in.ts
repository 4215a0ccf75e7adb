// The end of every way in: whoever was here before goes out, and a fresh session begins.
import { deviceOf, welcomePerson } from '#kernel/identity/index.ts'
import { type SignIn, sessionCookie } from '#outside/sign-in/index.ts'
import { type Answer, redirect, type Visit } from '#platform/http/route.ts'
import type { Level } from '#platform/policy.ts'

/** What somebody has shown at the door. */
export interface Entry {
  person: string
  /** RFC 8176 names of what she showed. */
  methods: readonly string[]
  level: Level
  /** A passkey that verified her, or a second factor. */
  strong: boolean
  /** Where she was going: an address of this house. */
  next: string
}

/** Opens a session and leads on. A cookie that was here before sign-in opens nothing afterwards, so none can be planted. */
export async function letIn({ signIn }: { signIn: SignIn }, visit: Visit, entry: Entry): Promise<Answer> {
  const { person, methods, level, strong, next } = entry
  const before = visit.cookie(sessionCookie)
  if (before) await signIn.end(before)
  const device = deviceOf(visit.header('user-agent'))
  for (const line of await signIn.open(person, { methods, level, strong, device })) visit.addCookieLine(line)
  await welcomePerson(visit.city, { person })
  return redirect(next)
}
