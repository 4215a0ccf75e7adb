// Lays the later picture over the earlier one and lets a slider part them: by finger, mouse or arrow keys.

export function start(place: HTMLElement): void {
  const frame = place.querySelector<HTMLElement>('.compare-frame')
  // Where pictures are off their words stand in, and words cannot be laid one over the other.
  if (!frame || document.documentElement.dataset.pictures === 'off') return
  const { label = '', value = '', help = '' } = place.dataset

  const slider = document.createElement('input')
  slider.type = 'range'
  slider.min = '0'
  slider.max = '100'
  slider.value = '50'
  const title = document.createElement('label')
  title.className = 'compare-slider'
  title.append(label, slider)
  const hint = document.createElement('p')
  hint.className = 'hint'
  hint.id = `compare-${[...document.querySelectorAll('[data-island="compare"]')].indexOf(place)}`
  hint.textContent = help
  slider.setAttribute('aria-describedby', hint.id)
  const bar = document.createElement('div')
  bar.className = 'compare-bar'
  bar.setAttribute('aria-hidden', 'true')

  const show = () => {
    frame.style.setProperty('--cut', `${slider.value}%`)
    slider.setAttribute('aria-valuetext', value.replace('#', String(100 - Number(slider.value))))
  }
  slider.addEventListener('input', show)
  bar.addEventListener('pointerdown', (event) => {
    bar.setPointerCapture(event.pointerId)
    event.preventDefault()
  })
  bar.addEventListener('pointermove', (event) => {
    if (!bar.hasPointerCapture(event.pointerId)) return
    const edge = frame.getBoundingClientRect()
    slider.value = String(Math.round(((event.clientX - edge.left) / edge.width) * 100))
    show()
  })

  place.classList.add('sliding')
  frame.append(bar)
  place.append(title, hint)
  show()
}
