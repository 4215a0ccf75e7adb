// A phone with a screen lock for a real browser: it makes passkeys and signs by a touch that nobody has to give.
import type { Page } from 'playwright-core'

/** Gives the page's browser an authenticator that verifies its owner; answers how many passkeys it holds. */
export async function withAuthenticator(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length
}
