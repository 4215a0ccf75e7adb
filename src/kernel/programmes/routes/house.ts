// What the addresses of programmes are opened with.
import type { VirusScan } from '#outside/virus-scan/index.ts'
import type { Files } from '#platform/files.ts'

export interface ApplyingHouse {
  files: Files
  virusScan: VirusScan | null
  zone: string
  publicUrl: string | null
  origin: string
}
