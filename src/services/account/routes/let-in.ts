// The end of every way in: whoever was here before goes out, a second factor is asked for where there is one, a fresh session begins.
import { deviceOf, hasTotp, makeChallenge, noteDevice, welcomePerson } from '#kernel/identity/index.ts'
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

/** The cookie of who has shown the first factor and not the second. */
export const secondCookie = 'second'

/**
 * Opens a session and leads on; who has an app for codes is asked for one first. A cookie that was here before sign-in opens
 * nothing afterwards, so none can be planted.
 */
export async function letIn(parts: { signIn: SignIn }, visit: Visit, entry: Entry): Promise<Answer> {
  const { person, methods, level, next } = entry
  await endHere(parts, visit)
  if (!entry.strong && (await hasTotp(visit.city, person))) {
    const value = JSON.stringify({ methods, level, next })
    const secret = await makeChallenge(visit.city, { kind: 'second', person, value })
    visit.setCookie(secondCookie, secret, { maxAge: 600, path: '/account' })
    return redirect('/account/sign-in/second')
  }
  await openSession(parts, visit, entry)
  await welcomePerson(visit.city, { person })
  return redirect(next)
}

/** Opens a session in place of the one that is here. */
export async function openSession(
  { signIn }: { signIn: SignIn },
  visit: Visit,
  { person, methods, level, strong }: Omit<Entry, 'next'>,
): Promise<void> {
  await endHere({ signIn }, visit)
  const device = deviceOf(visit.header('user-agent'))
  for (const line of await signIn.open(person, { methods, level, strong, device })) visit.addCookieLine(line)
  await noteDevice(visit.city, { person, device })
}

/** What the session that is here was opened with: one that takes its place has shown that too. */
export async function shownHere({ signIn }: { signIn: SignIn }, visit: Visit): Promise<readonly string[]> {
  const who = await signIn.whoIs(visit.cookie(sessionCookie) ?? '')
  return who?.methods ?? []
}

async function endHere({ signIn }: { signIn: SignIn }, visit: Visit): Promise<void> {
  const before = visit.cookie(sessionCookie)
  if (before) for (const line of await signIn.end(before)) visit.addCookieLine(line)
}
