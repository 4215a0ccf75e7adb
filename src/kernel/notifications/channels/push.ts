// Web push: wakes the browsers she named with an empty message; what is new she reads on her page.
import { hasConsent, pushPurpose } from '#kernel/identity/index.ts'
import type { Push } from '#outside/push/index.ts'
import { dropDevice, noteAwake, restDevice } from '../actions/devices.ts'
import { wakeable } from '../queries/devices.ts'
import type { Channel } from './index.ts'

export function pushChannel(push: Push): Channel {
  return {
    name: 'push',
    reach: async (city, { reader, person }) => {
      if (person === null || !(await hasConsent(city, reader, pushPurpose.code))) return null
      const devices = await wakeable(city, { reader, dispatch: null })
      return devices.length === 0 ? null : { agreedAs: reader, to: '', locale: 'ru', rests: false }
    },
    send: async (city, { dispatch, reader }) => {
      let failure: Error | null = null
      for (const device of await wakeable(city, { reader, dispatch })) {
        try {
          if (device.restsUntil !== null && device.restsUntil > city.now)
            throw new Error('a push service asked to wait')
          const answer = await push.send(device.endpoint)
          if (answer.kind === 'gone') await dropDevice(city, { reader, device: device.id })
          else if (answer.kind === 'taken') await noteAwake(city, { dispatch, device: device.id })
          else {
            await restDevice(city, { device: device.id, seconds: answer.seconds })
            throw new Error('a push service asked to wait')
          }
        } catch (error) {
          // One browser whose service is away does not hold up the others; it alone is tried again.
          failure = error instanceof Error ? error : new Error(String(error))
        }
      }
      if (failure) throw failure
      return { kind: 'taken' }
    },
  }
}
