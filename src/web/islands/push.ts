// Subscribes this browser to signs that there is news: only after the person agreed and pressed, and only where it can be done.

export function start(place: HTMLElement): void {
  if (!(place instanceof HTMLFormElement)) return
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return
  const endpoint = place.elements.namedItem('endpoint')
  const answer = place.querySelector('[role=status]')
  if (!(endpoint instanceof HTMLInputElement) || !answer) return
  const { key = '', denied = '', failed = '' } = place.dataset

  place.addEventListener('submit', (event) => {
    if (endpoint.value !== '') return
    event.preventDefault()
    subscribe(key).then(
      (address) => {
        if (address === null) {
          answer.textContent = denied
          return
        }
        endpoint.value = address
        place.submit()
      },
      (reason: unknown) => {
        console.warn(reason)
        answer.textContent = failed
      },
    )
  })

  // Without a worker of the city nobody would show the sign.
  navigator.serviceWorker.getRegistration().then((worker) => {
    if (worker) place.hidden = false
  })
}

async function subscribe(key: string): Promise<string | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  const worker = await navigator.serviceWorker.ready
  const held = await worker.pushManager.getSubscription()
  const subscription =
    held ?? (await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }))
  return subscription.endpoint
}
