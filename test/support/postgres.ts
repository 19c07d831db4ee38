// A throw-away PostgreSQL cluster on a free port, as durable as a real one. PostgreSQL will not run as root, so
// root runs it as the user whom Debian's package makes.

import { execFile, execFileSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { presentPostgres } from '../../scripts/testing/postgres.ts'

const SUPERUSER = 'backchat'
const DEBIAN_USER = 'postgres'
/** Sorted as a language sorts, as most servers do: ours may not depend on it. */
const INITDB = [
  ...['-U', SUPERUSER, '--auth=scram-sha-256', '--encoding=UTF8', '--no-sync'],
  ...['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-US'],
]
const SETTINGS = {
  ...{ listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200', fsync: 'on' },
}

export type Cluster = {
  /** Of its maintenance database. */
  url: string
  /** It is gone from one moment to the next, everyone is cut off. */
  crash(): Promise<void>
  /** Starts it again, which recovers what was committed. */
  start(): Promise<void>
  /** Both, as fast as it goes. */
  crashAndRestart(): Promise<void>
  /** All of its processes stand still, and its lines stay open. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}
type Owner = { uid?: number; gid?: number }

export async function startCluster(settings: Record<string, string> = {}): Promise<Cluster> {
  const { folder, run, password } = await initialise()
  const port = await freePort()
  const options = Object.entries({ ...SETTINGS, ...settings, port })
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ')
  const control = async (...words: string[]) => void (await run('pg_ctl', ...words, '-D', 'data', '-w'))
  const starting = ['-l', 'log', '-o', options]
  await control('start', ...starting)
  return {
    url: `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
    crash: () => control('stop', '-m', 'immediate'),
    start: () => control('start', ...starting),
    crashAndRestart: () => control('restart', '-m', 'immediate', ...starting),
    freeze: () => signalAll(folder, 'SIGSTOP'),
    thaw: () => signalAll(folder, 'SIGCONT'),
    async stop() {
      await control('stop', '-m', 'immediate')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function signalAll(folder: string, signal: NodeJS.Signals): void {
  const pid = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0] ?? ''
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  for (const each of [pid, ...children].filter((found) => found !== '')) process.kill(Number(each), signal)
}

async function initialise() {
  const bin = presentPostgres()
  if (!bin)
    throw new Error('There is no PostgreSQL here; `npm test -- postgres` installs it, or says why not.')
  const owner = ownerOfProcesses()
  const folder = await mkdtemp(join(tmpdir(), 'backchat-postgres-'))
  const passwordFile = join(folder, 'password')
  const password = randomBytes(16).toString('hex')
  await writeFile(passwordFile, password, { mode: 0o600 })
  for (const path of [folder, passwordFile]) if (owner.uid) await chown(path, owner.uid, owner.gid ?? -1)
  const run = (program: string, ...words: string[]) =>
    promisify(execFile)(join(bin, program), words, { ...owner, cwd: folder, env: { LC_ALL: 'C.UTF-8' } })
  await run('initdb', '-D', 'data', `--pwfile=${passwordFile}`, ...INITDB)
  return { folder, run, password }
}

/** Makes an empty database in the cluster and tells its address. */
export async function createDatabase(clusterUrl: string, tablespace = 'pg_default'): Promise<string> {
  const name = `scene_${randomUUID().replaceAll('-', '')}`
  await ask(clusterUrl, `create database ${name} tablespace ${tablespace}`)
  return clusterUrl.replace(/[^/]+$/, name)
}

/** A place for databases in a folder, which may be a disk of its own. */
export async function createTablespace(clusterUrl: string, folder: string): Promise<string> {
  const { uid, gid } = ownerOfProcesses()
  if (uid !== undefined) await chown(folder, uid, gid ?? -1)
  const name = `place_${randomUUID().replaceAll('-', '')}`
  await ask(clusterUrl, `create tablespace ${name} location '${folder}'`)
  return name
}

export async function dropDatabase(url: string): Promise<void> {
  const name = url.slice(url.lastIndexOf('/') + 1)
  await ask(url.replace(/[^/]+$/, 'postgres'), `drop database if exists ${name} with (force)`)
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function ownerOfProcesses(): Owner {
  if (process.getuid?.() !== 0) return {}
  const id = (which: string) => Number(execFileSync('id', [which, DEBIAN_USER], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Free a moment ago, which is as good as it gets: PostgreSQL takes no port 0. */
function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}
