// The types of chromium.mjs, for the tests.

export function findChromium(
  env?: Record<string, string | undefined>,
  candidates?: string[],
): Promise<{ path: string; env: Record<string, string> }>
