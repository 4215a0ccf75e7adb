// The types of .dependency-cruiser.mjs, for the tests.

export const kernel: string[]
declare const config: { forbidden: { name: string; comment: string }[] }
export default config
