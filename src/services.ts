// THE list of services: one import, one line a service.
import type { Module } from '#platform/module.ts'
import type { Shared } from './doors.ts'

export function services(_shared: Shared): Module[] {
  return []
}
