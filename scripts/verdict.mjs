// Reads vitest's report and says how many tests passed and failed, and whether that is good enough.

/**
 * Skipped tests are failures, and so is a run without tests: what did not run proves nothing.
 * `chosen` is true when a person picked tests by name; then the rest were left out on purpose.
 */
export function verdictOf(report, { code, chosen = false }) {
  const nothing = { passed: 0, failed: 0, good: false }
  if (!report)
    return { ...nothing, sentences: ['Отчёта о проверке нет: она не дошла до конца (vitest left no report).'] }
  const {
    numPassedTests: passed,
    numFailedTests,
    numPendingTests = 0,
    numTodoTests = 0,
    testResults,
  } = JSON.parse(report)
  const broken = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some(isFailed))
  const skipped = chosen ? 0 : numPendingTests + numTodoTests
  const failed = numFailedTests + broken.length + skipped
  const sentences = [
    ...broken.map((file) => `Файл не загрузился (this file failed outside of its tests): ${file.name}`),
    ...(skipped
      ? [`Пропущено проверок: ${skipped}. Пропущенная считается упавшей (skipped tests count as failed).`]
      : []),
    ...(passed + failed === 0 ? ['Не нашлось ни одной проверки (no tests were found).'] : []),
    ...(code !== 0 && failed === 0
      ? [`Проверки прошли, но vitest закончил с кодом ${code} (an error outside of tests).`]
      : []),
  ]
  return { passed, failed, good: code === 0 && failed === 0 && passed > 0, sentences }
}

function isFailed(test) {
  return test.status === 'failed'
}
