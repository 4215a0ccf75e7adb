// A city that listens, with outside providers on loopback: a real one, once by redirect and once by post, and one that lies.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Liar, openLiar, openRealProvider, type RealProvider } from '#outside/oidc-client/providers.testing.ts'
import { openStage } from '#tests/people.ts'
import { type Browser, freePort, type ListeningStage, openBrowser } from './provider.testing.ts'

export interface OutsideStage {
  stage: ListeningStage
  real: RealProvider
  liar: Liar
  close(): Promise<void>
}

export async function openOutside(): Promise<OutsideStage> {
  const folder = await mkdtemp(join(tmpdir(), 'italmas-providers-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const backTo = (id: string) => `${url}/account/sign-in/with/${id}/back`
  const real = await openRealProvider({
    id: 'city',
    secret: 'a secret of the city',
    redirectUris: [backTo('gateway'), backTo('posting')],
    logoutUris: [`${url}/`],
  })
  const liar = await openLiar()
  await writeFile(join(folder, 'secret'), 'a secret of the city\n')
  const gateway = {
    id: 'gateway',
    title: { ru: 'Шлюз', en: 'Gateway' },
    issuer: real.url,
    clientId: 'city',
    auth: 'client_secret_basic',
    secretFile: 'secret',
    scopes: ['openid', 'profile', 'email'],
    level: { claim: 'trusted', values: { true: 'confirmed', false: 'standard' }, otherwise: 'simple' },
    keep: ['name', 'birthdate'],
    claims: { birthdate: { claim: 'birthDate', format: 'dd.MM.yyyy' } },
    logout: 'end-session',
  }
  const lying = {
    ...{
      id: 'liar',
      title: { ru: 'Лжец', en: 'Liar' },
      issuer: liar.url,
      clientId: 'city',
      auth: 'client_secret_post',
    },
    ...{ secretFile: 'secret', timeoutSeconds: 1 },
  }
  const file = join(folder, 'providers.json')
  await writeFile(
    file,
    JSON.stringify({ providers: [gateway, { ...gateway, id: 'posting', responseMode: 'form_post', keep: [] }, lying] }),
  )
  const open = await openStage({ pack: false, publicUrl: url, providersFile: file })
  await open.city.app.listen({ host: '127.0.0.1', port })
  return {
    stage: Object.assign(open, { url }),
    real,
    liar,
    close: async () => {
      await open.close()
      await Promise.all([real.close(), liar.close()])
      await rm(folder, { recursive: true })
    },
  }
}

/** Follows redirects through both sites, as a browser does; cookies of each are its own. */
export async function through(
  stage: { url: string },
  browser: Browser,
  provider: Loop,
  answer: Response,
): Promise<{ url: URL; page: string; status: number }> {
  const there = openBrowser(provider.url)
  let now = await browser.follow(answer)
  for (let hop = 0; hop < 4 && now.url.origin === provider.url; hop += 1) {
    const reached = await there.follow(await there.get(now.url.href))
    if (reached.url.origin !== stage.url) return reached
    now = await browser.follow(await browser.get(reached.url.href))
  }
  return now
}
type Loop = { url: string }

/** Sets out for a provider by the link of the sign-in page. */
export const enter = (browser: Browser, id: string, next = '/notifications') =>
  browser.get(`/account/sign-in/with/${id}?next=${encodeURIComponent(next)}`)
