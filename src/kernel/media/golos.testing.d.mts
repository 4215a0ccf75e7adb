/** Writes Golos Text as TrueType with a fonts.conf into the folder; answers the path of the latter. */
export declare const writeGolos: (folder: string) => Promise<string>
