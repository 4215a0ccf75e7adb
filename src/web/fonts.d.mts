/** Writes the browsers' files into `outDir` and those for pictures into `picturesDir` (by default `fonts` beside `outDir`); answers the names to preload. */
export declare const buildFonts: (outDir: string, picturesDir?: string) => Promise<string[]>
/** The browsers' files, and the @font-face text that names them by what they hold. */
export declare const cutFonts: () => Promise<{
  files: { name: string; contents: Uint8Array }[]
  preload: string[]
  css: string
}>
/** Static regular and bold TrueType with a fonts.conf, whose path it answers. */
export declare const buildPictureFonts: (folder: string) => Promise<string>
