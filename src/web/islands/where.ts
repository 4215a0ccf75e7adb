// Asks the phone where it is, only when the person presses the button.

export function start(place: HTMLElement): void {
  const { here = '', looking = '', found = '', failed = '', lat = '', lon = '' } = place.dataset
  const latitude = document.getElementById(lat)
  const longitude = document.getElementById(lon)
  if (!('geolocation' in navigator)) return
  if (!(latitude instanceof HTMLInputElement) || !(longitude instanceof HTMLInputElement)) return

  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button plain'
  button.textContent = here
  const answer = document.createElement('p')
  answer.setAttribute('role', 'status')
  place.append(button, answer)

  button.addEventListener('click', () => {
    answer.textContent = looking
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // Five decimals are about a metre; more would only look exact.
        latitude.value = coords.latitude.toFixed(5)
        longitude.value = coords.longitude.toFixed(5)
        answer.textContent = found
      },
      () => {
        answer.textContent = failed
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  })
}
