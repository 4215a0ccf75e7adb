// The count at the end of a run is true, and nothing that did not run passes for good.
import { expect, it } from 'vitest'
import { verdictOf } from './verdict.mjs'

const report = (counts, files = []) =>
  JSON.stringify({
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: files,
    ...counts,
  })
const file = (status, tests = []) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((of) => ({ status: of })),
})

it('is good when every test passed', () => {
  expect(verdictOf(report({}), { code: 0 })).toEqual({ passed: 3, failed: 0, good: true, sentences: [] })
})

it.each([
  ['a failed test', report({ numFailedTests: 1 }, [file('failed', ['failed'])]), 1, 1],
  ['a file that does not load', report({}, [file('failed')]), 1, 1],
  ['a file whose end fails after its tests', report({}, [file('failed', ['passed'])]), 1, 1],
  ['a skipped test', report({ numPendingTests: 2 }), 0, 2],
  ['a test that is still to be written', report({ numTodoTests: 1 }), 0, 1],
])('%s is counted as failed', (_, text, code, failed) => {
  expect(verdictOf(text, { code })).toMatchObject({ passed: 3, failed, good: false })
})

it.each([
  ['no report', null, 1],
  ['no tests', report({ numPassedTests: 0 }), 0],
  ['an error outside of tests', report({}), 1],
])('%s is not good, and says why', (_, text, code) => {
  expect(verdictOf(text, { code })).toMatchObject({ good: false, sentences: [expect.any(String)] })
})

it('leaves out what a person left out by name', () => {
  expect(verdictOf(report({ numPendingTests: 9 }), { code: 0, chosen: true })).toMatchObject({ failed: 0, good: true })
})
