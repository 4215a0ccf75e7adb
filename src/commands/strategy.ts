// `italmas strategy`: an operator brings the whole portfolio from files, or takes it away into one.
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { machinery } from '#platform/policy.ts'
import { type SheetError, sayError, writeWorkbook } from '#platform/sheets/index.ts'
import { dayOf } from '#platform/time.ts'
import type { OpenCity } from '../city.ts'
import {
  checkPortfolio,
  importPortfolio,
  openPortfolio,
  portfolioOf,
  portfolioSheets,
} from '../services/strategy/service.ts'
import type { Outcome, Say } from './order.ts'

/** `import FILE...` writes all of the files or nothing; `export FILE` makes a workbook. */
export async function strategy(
  open: OpenCity,
  [what, ...files]: string[],
  options: Record<string, string>,
  say: Say,
): Promise<Outcome> {
  if (what === 'import' && files.length > 0) return bring(open, files, options, say)
  if (what === 'export' && files.length === 1) return take(open, files[0] ?? '', say)
  say({ text: 'strategy import FILE... [--dry-run] [--reason TEXT] | strategy export FILE.xlsx' })
  return 'misused'
}

async function take(open: OpenCity, file: string, say: Say): Promise<Outcome> {
  const city = open.cityFor(machinery('command'))
  const portfolio = await portfolioOf(city)
  if (!portfolio) return noStrategy(say)
  const year = Number(dayOf(city.now, open.shared.zone).slice(0, 4))
  await writeFile(file, await writeWorkbook(portfolioSheets(portfolio, year)))
  say({ text: `выгружено: ${file} / exported`, data: { file } })
  return 'done'
}

async function bring(
  open: OpenCity,
  paths: readonly string[],
  options: Record<string, string>,
  say: Say,
): Promise<Outcome> {
  const city = open.cityFor(machinery('command'))
  const files: { name: string; bytes: Uint8Array }[] = []
  for (const path of paths) {
    const bytes = await readFile(path).catch(() => null)
    if (bytes) files.push({ name: basename(path), bytes: new Uint8Array(bytes) })
    else
      say({ text: `${path}: файл не прочитать / the file cannot be read`, data: { file: path, error: 'unreadable' } })
  }
  if (files.length < paths.length) return 'failed'
  const opened = await openPortfolio(files)
  const present = await portfolioOf(city)
  if (!present) return noStrategy(say)
  const today = dayOf(city.now, open.shared.zone)
  const checked = checkPortfolio(opened.sheets, present, today)
  const errors = [...opened.errors, ...checked.errors]
  tell(open, errors, 'error', say)
  tell(open, checked.warnings, 'warning', say)
  const counts = {
    added: checked.steps.filter(({ isNew }) => isNew).length,
    changed: checked.steps.filter(({ isNew }) => !isNew).length,
    errors: errors.length + checked.moreErrors,
    needsReason: checked.needsReason,
  }
  const told = `новых ${counts.added}, меняется ${counts.changed}, ошибок ${counts.errors} / new, changed, errors`
  if (errors.length > 0) {
    say({ text: `${told}; ничего не записано / nothing was written`, data: { ...counts, written: false } })
    return 'failed'
  }
  if (options.dryRun === 'true') {
    say({ text: `${told}; только проверка / check only`, data: { ...counts, written: false } })
    return 'done'
  }
  const reason = options.reason ?? null
  if (counts.needsReason && !reason?.trim()) {
    say({ text: 'нужна причина: --reason / a reason is needed', data: { ...counts, written: false } })
    return 'failed'
  }
  const hashes = files.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))
  const shown = checked.fingerprint
  await importPortfolio(city, { sheets: opened.sheets, files: hashes, shown, reason, today })
  say({ text: `${told}; записано / written`, data: { ...counts, written: true } })
  return 'done'
}

function noStrategy(say: Say): Outcome {
  say({ text: 'стратегии ещё нет / there is no strategy yet', data: { error: 'no strategy' } })
  return 'failed'
}

const shownAtMost = 50

function tell(open: OpenCity, all: readonly SheetError[], kind: 'error' | 'warning', say: Say): void {
  const [ru, en] = [open.shared.wordsIn('ru'), open.shared.wordsIn('en')]
  for (const each of all.slice(0, shownAtMost)) {
    const { sheet, cell } = each
    say({
      text: `${sayError(ru, each)} / ${sayError(en, each)}`,
      data: { sheet, cell, [kind]: en(each.key, each.values) },
    })
  }
}
