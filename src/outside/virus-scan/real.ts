// Viruses by clamd: one connection a file, its bytes streamed in pieces (INSTREAM, clamd(8)), and one line of answer.
import { connect, type Socket } from 'node:net'
import { type ScanAnswer, ScanFailed, type VirusScan } from './index.ts'

export interface ClamdOptions {
  /** `host:port`, or the path of a unix socket. */
  address: string
  /** How long a whole scan may take. */
  waitMs?: number
  /** The largest file it takes: clamd's own StreamMaxLength is 25 MB unless its operator says otherwise. */
  mostBytes?: number
}

const piece = 64 * 1024
/** No answer of clamd is longer. */
const longestAnswer = 4096

/** Opens scanning by clamd. Nothing is connected before the first file. */
export function openClamd({ address, waitMs = 60_000, mostBytes = 25_000_000 }: ClamdOptions): VirusScan {
  return {
    name: 'clamd',
    scan: async (bytes) => {
      if (bytes.length > mostBytes) throw new ScanFailed('large')
      return understood(await asked(address, bytes, waitMs))
    },
  }
}

/** `host:port` or a path, as `net.connect` takes it; null where it is neither. */
export function addressOf(text: string): { path: string } | { host: string; port: number } | null {
  const plain = text.replace(/^(unix|tcp):(\/\/)?/, '')
  if (plain.startsWith('/')) return { path: plain }
  const parts = /^\[?([\w.:-]+?)\]?:(\d{1,5})$/.exec(plain)
  const port = Number(parts?.[2])
  return parts?.[1] && port > 0 && port < 65_536 ? { host: parts[1], port } : null
}

function asked(address: string, bytes: Uint8Array, waitMs: number): Promise<string> {
  const to = addressOf(address)
  if (to === null) throw new ScanFailed('away', 'no address')
  return new Promise((resolve, reject) => {
    const socket = connect(to)
    const answer: Buffer[] = []
    let length = 0
    let ended = false
    let connected = false
    const end = (settle: () => void) => {
      if (ended) return
      ended = true
      clearTimeout(late)
      socket.destroy()
      settle()
    }
    const late = setTimeout(() => end(() => reject(new ScanFailed('late'))), waitMs)
    socket.on('connect', () => {
      connected = true
      void send(socket, bytes, () => ended)
    })
    socket.on('data', (data) => {
      answer.push(data)
      length += data.length
      const zero = data.indexOf(0)
      if (zero >= 0 || length > longestAnswer)
        end(() => resolve(Buffer.concat(answer).toString('utf8').split('\0')[0] ?? ''))
    })
    // A scanner that says its line and hangs up has answered; one that hangs up without a line has not.
    socket.on('end', () =>
      end(() => (length > 0 ? resolve(Buffer.concat(answer).toString('utf8')) : reject(new ScanFailed('broken')))),
    )
    socket.on('error', (error) =>
      end(() =>
        // It may break the connection over a file that is too large after it has said why.
        length > 0
          ? resolve(Buffer.concat(answer).toString('utf8'))
          : reject(new ScanFailed(connected ? 'broken' : 'away', error.message)),
      ),
    )
  })
}

async function send(socket: Socket, bytes: Uint8Array, ended: () => boolean): Promise<void> {
  socket.write('zINSTREAM\0')
  for (let at = 0; at < bytes.length && !ended(); at += piece) {
    const part = bytes.subarray(at, at + piece)
    const size = Buffer.alloc(4)
    size.writeUInt32BE(part.length)
    socket.write(size)
    if (!socket.write(part)) await drained(socket)
  }
  if (!ended()) socket.write(Buffer.alloc(4))
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      socket.off('drain', go)
      socket.off('close', go)
      resolve()
    }
    socket.on('drain', go)
    socket.on('close', go)
  })
}

/** What clamd's line says (`stream: OK`, `stream: NAME FOUND`, `… ERROR`). Throws ScanFailed. */
function understood(line: string): ScanAnswer {
  const text = line.trim()
  if (text === 'stream: OK') return { kind: 'clean' }
  const found = /^stream: (.{1,200}) FOUND$/.exec(text)?.[1]
  if (found) return { kind: 'infected', found }
  if (/size limit exceeded/i.test(text)) throw new ScanFailed('large')
  throw new ScanFailed(/ERROR$/.test(text) ? 'refused' : 'broken', text.slice(0, 200))
}
