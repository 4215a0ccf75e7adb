// A system's question to a person, from the library's record of it to her answer.
import type { InteractionResults, Provider } from 'oidc-provider'
import { levels } from '#platform/policy.ts'
import type { Question, Whoever } from './index.ts'
import { leastOf } from './settings.ts'

type Interaction = InstanceType<Provider['Interaction']>

export function answersOf(provider: Provider) {
  return {
    async question(id: string, cookie: string | undefined): Promise<Question | null> {
      // Only the browser that was asked may answer: a link to somebody else's question would sign him in as her.
      if (cookie !== id) return null
      const asked = await provider.Interaction.find(id)
      if (!asked) return null
      const { client_id: system, scope, acr_values: wanted, redirect_uri: back } = asked.params
      const least = leastOf(wanted)
      return {
        asks: kindOf(asked),
        system: String(system),
        scopes: missingOf(asked) ?? String(scope ?? '').split(' '),
        level: levels[least] ?? null,
        person: asked.session?.accountId ?? null,
        formsTo: typeof back === 'string' ? [new URL(back).origin] : [],
      }
    },
    async sendAway(id: string): Promise<void> {
      const asked = await provider.Interaction.find(id)
      if (!asked) return
      asked.result = { away: true }
      await asked.persist()
    },
    async signedIn(id: string, who: Whoever): Promise<string | null> {
      const asked = await provider.Interaction.find(id)
      const ts = Math.floor(who.since.getTime() / 1000)
      return asked
        ? answer(asked, { login: { accountId: who.person, acr: who.level, amr: [...who.methods], ts } })
        : null
    },
    async agree(id: string, who: Whoever): Promise<string | null> {
      const asked = await provider.Interaction.find(id)
      if (!asked) return null
      const before = asked.grantId === undefined ? undefined : await provider.Grant.find(asked.grantId)
      const grant = before ?? new provider.Grant({ accountId: who.person, clientId: String(asked.params.client_id) })
      if (grant.accountId !== who.person) return null
      grant.addOIDCScope(String(asked.params.scope ?? ''))
      return answer(asked, { consent: { grantId: await grant.save() } })
    },
    async decline(id: string): Promise<string | null> {
      const asked = await provider.Interaction.find(id)
      return asked ? answer(asked, { error: 'access_denied', error_description: 'the person declined' }) : null
    },
  }
}

async function answer(asked: Interaction, result: InteractionResults): Promise<string> {
  asked.result = 'error' in result ? result : { ...asked.lastSubmission, ...result }
  await asked.persist()
  return new URL(asked.returnTo).pathname
}

function kindOf({ prompt, result }: Interaction): Question['asks'] {
  if (prompt.name !== 'login') return 'agree'
  const again = ['login_prompt', 'max_age', 'id_token_hint', 'claims_id_token_sub_value']
  if (prompt.reasons.some((reason) => again.includes(reason))) return result?.away === true ? 'sign-in' : 'again'
  return prompt.reasons.includes('acr_below') ? 'more' : 'sign-in'
}

function missingOf({ prompt }: Interaction): string[] | null {
  const missing = prompt.details.missingOIDCScope
  return Array.isArray(missing) ? missing.map(String) : null
}
