// Names of statements: the same for the same text, and not without end.
import { expect, test } from 'vitest'
import { isStalePlan, statementNames } from './statements.ts'

test('one text has one name, another text another', () => {
  const names = statementNames()
  expect(names.nameOf('select $1', 1)).toBe(names.nameOf('select $1', 1))
  expect(names.nameOf('select $1', 1)).not.toBe(names.nameOf('select $2', 1))
})

test('a statement without parameters has no name', () => {
  expect(statementNames().nameOf('begin', 0)).toBeUndefined()
})

test('texts beyond the limit run without a name; those named before keep theirs', () => {
  const names = statementNames(2)
  const first = names.nameOf('a', 1)
  names.nameOf('b', 1)
  expect(names.nameOf('c', 1)).toBeUndefined()
  expect(names.nameOf('a', 1)).toBe(first)
})

test('after a change of tables every text gets a new name', () => {
  const names = statementNames()
  const before = names.nameOf('a', 1)
  names.renew()
  expect(names.nameOf('a', 1)).not.toBe(before)
})

test('only a stale plan counts as one', () => {
  expect(isStalePlan(Object.assign(new Error('cached plan must not change result type'), { code: '0A000' }))).toBe(true)
  expect(isStalePlan(Object.assign(new Error('not supported'), { code: '0A000' }))).toBe(false)
  expect(isStalePlan('cached plan must not')).toBe(false)
})
