// What `import smpp from 'smpp'` is.
declare module 'smpp' {
  const smpp: import('./protocol.ts').Library
  export = smpp
}
