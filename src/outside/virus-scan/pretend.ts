// The demo's scanner: it looks for nothing but the test file that every scanner must find (EICAR, 1996), and pages say so.
import type { VirusScan } from './index.ts'

/** The name under which everybody knows that nothing was looked for. */
export const pretendScanner = 'pretend'

// In two pieces, so that no scanner finds it in this source.
const testFile = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''))

/** Opens the scanner of the demo. */
export function openPretendScan(): VirusScan {
  return {
    name: pretendScanner,
    scan: async (bytes) =>
      Buffer.from(bytes).includes(testFile) ? { kind: 'infected', found: 'Eicar-Test-Signature' } : { kind: 'clean' },
  }
}
