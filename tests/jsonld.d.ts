// The little of jsonld that the tests use: it brings no types of its own.
declare module 'jsonld' {
  interface Options {
    documentLoader(url: string): Promise<never>
  }
  const jsonld: {
    /** Without options no address is asked as long as the document names none. */
    expand(document: unknown, options?: Options): Promise<unknown[]>
    toRDF(document: unknown, options: Options): Promise<unknown[]>
  }
  export default jsonld
}
