// A wrong Node is told apart, and the advice is there in both languages.
import { expect, it } from 'vitest'
import { wrongNode } from './node.mjs'

it('accepts any Node 24', () => {
  expect(wrongNode('24.0.0')).toBeNull()
})

it.each(['20.19.0', '22.18.1', '26.10.0', '2.4.0'])('says what to do on Node %s', (running) => {
  const advice = wrongNode(running)
  expect(advice).toContain('Италмас работает на Node 24')
  expect(advice).toContain('Italmas runs on Node 24')
  expect(advice).toContain(running)
})
