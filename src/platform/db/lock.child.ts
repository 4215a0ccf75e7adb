// A process that wants a data folder: waits for a word, tries to take the folder, says how that went, and stays if it has it.
import { holdFolder } from './lock.ts'

process.stdout.write('ready\n')
process.stdin.once('data', async () => {
  const held = await holdFolder(process.argv[2] ?? '', {
    url: () => 'http://127.0.0.1:3000',
    async answer(request, say) {
      say({ heard: request })
      return process.pid
    },
  })
  process.stdout.write('takenBy' in held ? `taken by ${held.takenBy.pid}\n` : 'held\n')
  process.stdin.destroy()
})
