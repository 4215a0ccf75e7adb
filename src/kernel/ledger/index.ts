// The door of the ledger: entries that never change, and the sums they make.
import type { Module } from '#platform/module.ts'

export const ledger: Module = { name: 'ledger', floor: 'kernel' }
