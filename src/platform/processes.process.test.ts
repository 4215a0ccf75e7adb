// Several processes over one server never serve a page older than an answered write; one process alone pays nothing for it.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import type { OpenDatabase } from './db/open.ts'
import { testDatabase, testDatabaseUrl } from './db/testing.ts'
import { openLog } from './log.ts'
import { joinProcesses, type Processes } from './processes.ts'

const url = testDatabaseUrl()
const open: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function notes(): Promise<OpenDatabase> {
  const database = await testDatabase([], { url, poolSize: 10 })
  open.push(() => database.close())
  await sql`create table notes (n int)`.execute(database.kysely)
  await sql`insert into notes values (0)`.execute(database.kysely)
  return database
}

interface Member {
  processes: Processes
  heard: string[][]
  missed: number
}

async function joined(database: OpenDatabase): Promise<Member> {
  const heard: string[][] = []
  const member: Member = {
    heard,
    missed: 0,
    processes: { hears: () => false, tell: async () => {}, close: async () => {} },
  }
  member.processes = await joinProcesses({
    database,
    log: openLog('silent'),
    heard: (schemas) => void heard.push([...schemas]),
    missed: () => {
      member.missed += 1
    },
  })
  open.push(() => member.processes.close())
  return member
}

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20))
}

test('alone, a process hears itself, trusts its pages after a while, and sends nothing when it writes', async () => {
  const database = await notes()
  const alone = await joined(database)
  expect(alone.processes.hears()).toBe(false)
  await until(() => alone.processes.hears())
  expect(alone.missed).toBe(1)
  const said: string[] = []
  await database.listen('italmas_processes', (payload) => said.push(payload))
  for (let n = 0; n < 200; n += 1) await alone.processes.tell(new Set(['notes']))
  await until(() => said.length >= 2)
  expect(said.filter((payload) => !payload.includes('"beat"'))).toEqual([])
})

test('of two members each hears what the other wrote before the writer goes on', async () => {
  const database = await notes()
  const [one, other] = [await joined(database), await joined(database)]
  await until(() => one.processes.hears() && other.processes.hears())
  await one.processes.tell(new Set(['cases', 'facts']))
  expect(other.heard).toEqual([['cases', 'facts']])
  expect(one.heard).toEqual([])
  await other.processes.close()
  // Nobody answers any more; the writer goes on all the same.
  await one.processes.tell(new Set(['cases']))
  expect(one.processes.hears()).toBe(true)
})

test('a member that is closed serves nothing', async () => {
  const member = await joined(await notes())
  await until(() => member.processes.hears())
  await member.processes.close()
  expect(member.processes.hears()).toBe(false)
})

test('two processes: every reader sees at least what was answered before, also while one of them stands still', async () => {
  const database = await notes()
  // The embedded database lives inside one process: there both members are in this one, and the tests above are all there is.
  if (url === undefined) return expect(database.kind).toBe('embedded')
  const address = new URL(url)
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database.kysely)
  address.pathname = `/${rows[0]?.name}`
  const [one, other] = await Promise.all([startChild(address.href), startChild(address.href)])
  const ask = async (child: Child, path: string, method = 'GET') => {
    const answer = await fetch(`http://127.0.0.1:${child.port}${path}`, { method })
    return { body: await answer.text(), kept: answer.headers.get('kept') !== null }
  }
  for (const child of [one, other]) await until(async () => (await ask(child, '/page')).kept)
  for (let n = 1; n <= 100; n += 1) {
    const [writer, reader] = n % 2 === 0 ? [one, other] : [other, one]
    await ask(writer, `/${n}`, 'POST')
    expect(await ask(reader, '/page')).toEqual({ body: String(n), kept: false })
    expect(await ask(reader, '/page')).toEqual({ body: String(n), kept: true })
  }
  other.process.kill('SIGSTOP')
  const waiting = ask(other, '/page')
  await ask(one, '/101', 'POST')
  other.process.kill('SIGCONT')
  expect((await waiting).body).toBe('101')
  await until(async () => (await ask(other, '/page')).kept)
  // Deaf, but alive: its listening connection is cut at the server.
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen%'`.execute(database.kysely)
  await ask(one, '/102', 'POST')
  expect((await ask(other, '/page')).body).toBe('102')
  expect((await ask(one, '/page')).body).toBe('102')
  for (const child of [one, other]) await until(async () => (await ask(child, '/page')).kept)
  await ask(other, '/103', 'POST')
  expect((await ask(one, '/page')).body).toBe('103')
})

interface Child {
  process: ChildProcess
  port: number
}

async function startChild(address: string): Promise<Child> {
  const child = fork(join(import.meta.dirname, 'http/processes.child.ts'), [address], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  open.push(async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  })
  if (!child.stdout) throw new Error('the child has no output')
  const [chunk] = await once(child.stdout, 'data')
  return { process: child, port: Number(String(chunk)) }
}
