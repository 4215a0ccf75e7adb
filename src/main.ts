// The one program: serves the city, or carries out an operator's verb.
import { program } from './commands/program.ts'

await program(process.argv)
