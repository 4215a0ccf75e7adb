// Who may do what: a policy is a named pure question about the actor, so that an auditor can read all of them in one table.
import { refuse } from './refusal.ts'

export interface Role {
  /** dispatcher, inspector, performer, editor, strategist, operator … */
  name: string
  /** The body (office) this role is held in; null for the whole city. */
  body: string | null
}

/** How sure the city is who somebody is: simple by a letter, standard by a phone number, confirmed by a provider that saw her papers. */
export const levels = ['simple', 'standard', 'confirmed'] as const
export type Level = (typeof levels)[number]

/** Who acts. A guest has no person; machinery acts under its own name and holds no role. */
export interface Actor {
  person: string | null
  name: string | null
  roles: readonly Role[]
  /** The channel: web, chat, open311, reaction, command, demo. */
  via: string
  /** How sure the city is who she is; absent where nobody signed in. */
  level?: Level
  /** She showed a second factor, or a passkey that verified her. */
  strong?: boolean
  /** The id of her session. */
  session?: string
  /** Offices that she holds and that sleep until she shows a second factor. */
  asleep?: readonly Role[]
}

export const guest: Actor = { person: null, name: null, roles: [], via: 'web' }
export const machinery = (via: string): Actor => ({
  person: null,
  name: null,
  roles: [{ name: 'house', body: null }],
  via,
})

export interface Policy<About = void> {
  name: string
  /** Word key of the sentence that the permission table shows. */
  who: string
  allows(actor: Actor, about: About): boolean
  /** The level it asks for: whoever is signed in below it is led to raise hers. */
  level?: Level
}

/** Makes a policy; `who` is a word key that says in a sentence who may. */
export function policy<About = void>(
  name: string,
  who: string,
  allows: (actor: Actor, about: About) => boolean,
): Policy<About> {
  return { name, who, allows }
}

export const anyone = policy('anyone', 'platform.policy.anyone', () => true)
export const signedIn = policy('signedIn', 'platform.policy.signedIn', (actor) => actor.person !== null)

/** Whether a level is at least another. */
export function reaches(level: Level | undefined, least: Level): boolean {
  return level !== undefined && levels.indexOf(level) >= levels.indexOf(least)
}

/** Signed in, and the city is so sure of who it is: for what has effects that a stranger must not have. */
export function atLeast(least: Level): Policy {
  return {
    ...policy(`atLeast ${least}`, `platform.policy.atLeast.${least}`, ({ person, level }) => {
      return person !== null && reaches(level, least)
    }),
    level: least,
  }
}

/** Answers whether the actor holds one of the roles, in this body or for the whole city. */
export function holds(actor: Actor, names: readonly string[], body?: string | null): boolean {
  return actor.roles.some(
    (role) => names.includes(role.name) && (body === undefined || role.body === null || role.body === body),
  )
}

/** Throws `not-allowed` unless the policy allows it. */
export function demand<About>(actor: Actor, rule: Policy<About>, about: About): void {
  if (!rule.allows(actor, about)) throw refuse.notAllowed('platform.refusal.notAllowed')
}
