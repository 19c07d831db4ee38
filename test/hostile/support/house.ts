// A server to be hostile to: the real one as a process of its own, so that a crash is one, with a bystander who
// is connected all the time. Whatever was done to it, at the end it must be alive and have nothing to complain of.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import type { Services } from '../../../server/services.ts'
import { databaseOf, removeData } from '../../support/database.ts'
import { furnishFolder, openFolder, PASSWORD } from '../../support/furnish.ts'
import { Person } from '../../support/person.ts'
import { within } from '../../support/within.ts'

const SQLITE_FILE = 'backchat.sqlite'
const START_MS = 30_000
const SERVER = new URL('../../faults/server-process.ts', import.meta.url).pathname
const ROOMS = ['Harbour', 'Kitchen']

export class House {
  readonly url: string
  readonly bystander: Person
  readonly #dataFolder: string
  readonly #child: ChildProcess
  readonly #complaints: string[]
  readonly #rooms: Map<string, string>
  readonly #visitors: Person[] = []
  #watched: (Pick<Database.Database, 'pragma'> & { close(): unknown }) | undefined

  private constructor(parts: {
    url: string
    dataFolder: string
    child: ChildProcess
    rooms: Map<string, string>
  }) {
    this.url = parts.url
    this.#dataFolder = parts.dataFolder
    this.#child = parts.child
    this.#rooms = parts.rooms
    this.#complaints = []
    parts.child.stderr?.on('data', (chunk: Buffer) => this.#complaints.push(chunk.toString()))
    this.bystander = this.person('bystander')
  }

  /** @param furnish what else is to be there before the server starts */
  static async open(furnish: (services: Services) => Promise<unknown> = async () => {}): Promise<House> {
    const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-hostile-'))
    const services = await openFolder(dataFolder)
    const people = ['bystander', 'mallory', 'ada']
    const { uris } = await furnishFolder(services, { people, rooms: ROOMS })
    await furnish(services)
    await services.close()
    const rooms = new Map(ROOMS.map((name, index) => [name, uris[index] ?? '']))
    const child = spawn(process.execPath, [SERVER, dataFolder, '0'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...(await databaseOf(dataFolder)) },
    })
    const url = await within(firstLine(child), 'the server to start', START_MS)
    const house = new House({ url, dataFolder, child, rooms })
    await house.bystander.joins('Harbour')
    return house
  }

  get port(): number {
    return Number(new URL(this.url).port)
  }

  async room(name: string): Promise<string> {
    return this.#rooms.get(name) ?? name
  }

  person(username: string): Person {
    const person = new Person(this, { username, displayName: username, password: PASSWORD, admin: false })
    this.#visitors.push(person)
    return person
  }

  /** The control: somebody who was there before, and somebody who comes now, are served. */
  async servesOthers(): Promise<void> {
    expect(this.#child.exitCode, this.#complaints.join('')).toBeNull()
    await this.bystander.asks('getserverinfo')
    const newcomer = this.bystander.onAnotherDevice()
    newcomer.key.publicKey
    Object.assign(newcomer, { token: this.bystander.token })
    await newcomer.enrols()
    await newcomer.connects()
    await newcomer.asks('getserverinfo')
    newcomer.leaves()
  }

  /** One number of the server's metrics, such as the bytes of its memory. */
  async metric(name: string): Promise<number> {
    const page = await (await fetch(`${this.url}/metrics`)).text()
    return Number(new RegExp(`^${name}(?:{[^}]*})? ([\\d.e+]+)$`, 'm').exec(page)?.[1])
  }

  /** Another number after each commit; always the same one where the database is not a file that can be watched. */
  commits(): unknown {
    this.#watched ??= existsSync(join(this.#dataFolder, SQLITE_FILE))
      ? new Database(join(this.#dataFolder, SQLITE_FILE), { readonly: true })
      : { pragma: () => 0, close: () => undefined }
    return this.#watched.pragma('data_version', { simple: true })
  }

  /** Serves to the last, stops when asked, and logged no error: I-25. */
  async close(): Promise<void> {
    try {
      await this.servesOthers()
      for (const visitor of this.#visitors) visitor.leaves()
      const gone = once(this.#child, 'exit')
      this.#child.kill('SIGTERM')
      expect((await within(gone, 'the server to stop', START_MS))[0]).toBe(0)
      expect(this.#complaints.join('')).toBe('')
    } finally {
      this.#child.kill('SIGKILL')
      this.#watched?.close()
      await removeData(this.#dataFolder)
    }
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The server has no standard output.')
  for await (const line of createInterface(child.stdout)) return line
  throw new Error(`The server ended before it was ready, with ${child.exitCode}.`)
}
