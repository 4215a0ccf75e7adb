// The door of the Bureau of Interaction: what it brings to the house.
import type { Files } from '#platform/files.ts'
import type { Module } from '#platform/module.ts'
import { maySeeBureau } from './policy.ts'
import { bureauRoutes } from './routes.ts'

/** What the Bureau needs of the house. */
export interface BureauHouse {
  zone: string
  demo: boolean
  files: Files
  origin: string
  publicUrl: string | null
  operator: { name: string | null; inn: string | null; address: string | null }
}

export function bureau(_house: BureauHouse): Module {
  return {
    name: 'bureau',
    floor: 'services',
    routes: bureauRoutes,
    policies: [maySeeBureau],
    menu: [{ href: '/bureau', label: 'bureau.title', order: 45 }],
  }
}
