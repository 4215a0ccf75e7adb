// The order of the kernel, as the import rules have it.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { projectRoot } from '#platform/root.ts'

/** The kernel modules from above to below. */
export async function kernelOrder(): Promise<readonly string[]> {
  const rules: unknown = await import(pathToFileURL(join(projectRoot, '.dependency-cruiser.mjs')).href)
  return z.object({ kernel: z.array(z.string()) }).parse(rules).kernel
}
