// The exact fields of a receipt file.
import { type Proven, type Receipt, type ReceiptText, receiptFormat } from './receipts.ts'

/** The value as a receipt, or null when a field is missing, strange or of another type. */
export function receiptShape(value: unknown): Receipt | null {
  return isReceipt(value) ? value : null
}

function isReceipt(value: unknown): value is Receipt {
  const single = ['format', 'vkeys', 'witnesses']
  const ofSubject = [...single, 'subject', 'earlier', 'limits']
  if (!hasProven(value, isRecord(value) && 'subject' in value ? ofSubject : single)) return false
  const { format, vkeys, witnesses, subject, earlier, limits } = value
  const whole = format === receiptFormat && isTexts(vkeys) && isTexts(witnesses)
  if (subject === undefined) return whole
  const all = Array.isArray(earlier) && earlier.every((one) => hasProven(one, []))
  return whole && typeof subject === 'string' && typeof limits === 'string' && all
}

/** Whether the value has an entry, a proof, maybe texts, exactly the fields named, and no other. */
function hasProven(value: unknown, fields: readonly string[]): value is Proven & { [name: string]: unknown } {
  if (!isRecord(value)) return false
  const wanted = ['entry', 'proof', ...('texts' in value ? ['texts'] : []), ...fields]
  const { entry, proof, texts } = value
  const isText = texts === undefined || (Array.isArray(texts) && texts.length > 0 && texts.every(isReceiptText))
  return isExactly(value, wanted) && typeof entry === 'string' && typeof proof === 'string' && isText
}

function isReceiptText(value: unknown): value is ReceiptText {
  const names = ['hash', 'salt', 'content']
  return isRecord(value) && isExactly(value, names) && names.every((name) => typeof value[name] === 'string')
}

function isExactly(value: { [name: string]: unknown }, names: readonly string[]): boolean {
  return Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name))
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function isRecord(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
