// A throw-away PostgreSQL cluster on a free port, as durable as a real one. PostgreSQL will not run as root, so
// root runs it as the user whom Debian's package makes.

import { execFile, execFileSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { presentPostgres } from '../../scripts/testing/postgres.ts'

const SUPERUSER = 'backchat'
const DEBIAN_USER = 'postgres'
const CONNECTIONS = 200

export type Cluster = {
  /** Of its maintenance database. */
  url: string
  /** As after a crash of the database: nothing is written back, everyone is cut off, recovery runs. */
  crashAndRestart(): Promise<void>
  stop(): Promise<void>
}
type Owner = { uid?: number; gid?: number }

export async function startCluster(settings: Record<string, string> = {}): Promise<Cluster> {
  const bin = presentPostgres()
  if (!bin)
    throw new Error('There is no PostgreSQL on this machine: npm test -- postgres installs or skips it.')
  const owner = ownerOfProcesses()
  const folder = await mkdtemp(join(tmpdir(), 'backchat-postgres-'))
  const run = (program: string, ...words: string[]) =>
    promisify(execFile)(join(bin, program), words, { ...owner, cwd: folder, env: { LC_ALL: 'C.UTF-8' } })
  const files = { data: join(folder, 'data'), password: join(folder, 'password'), log: join(folder, 'log') }
  const password = randomBytes(16).toString('hex')
  await writeFile(files.password, password, { mode: 0o600 })
  for (const path of [folder, files.password]) if (owner.uid) await chown(path, owner.uid, owner.gid ?? -1)
  await run(
    ...([
      'initdb',
      '-D',
      files.data,
      '-U',
      SUPERUSER,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ] as const),
    ...['--auth=scram-sha-256', `--pwfile=${files.password}`],
  )
  const port = await freePort()
  const chosen = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'on' }
  const options = Object.entries({ ...chosen, max_connections: CONNECTIONS, ...settings })
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ')
  const control = ['-D', files.data, '-l', files.log, '-o', options, '-w'] as const
  await run('pg_ctl', 'start', ...control)
  return {
    url: `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
    crashAndRestart: async () => void (await run('pg_ctl', 'restart', '-m', 'immediate', ...control)),
    async stop() {
      await run('pg_ctl', 'stop', '-m', 'immediate', '-D', files.data, '-w')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Makes an empty database in the cluster and tells its address. */
export async function createDatabase(clusterUrl: string): Promise<string> {
  const name = `scene_${randomUUID().replaceAll('-', '')}`
  await ask(clusterUrl, `create database ${name}`)
  return clusterUrl.replace(/[^/]+$/, name)
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
