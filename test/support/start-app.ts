// The whole server on a free port over a data folder that lives as long as the scene, with a clock that can be moved on.

import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, startApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { createLogger } from '../../server/logger.ts'
import type { Around } from '../../server/services.ts'
import { databaseOf, keepIn, removeData } from './database.ts'
import { type Account, type PersonName, people } from './people.ts'

export const DOMAIN = 'localhost'
const CATEGORY = 'Port'

export type RoomOptions = {
  privacy?: 'open' | 'closed' | 'secret'
  type?: 'normal' | 'auditorium'
  description?: string
  category?: string
  members?: string[]
  managers?: string[]
  presenters?: string[]
}

export class TestApp {
  readonly dataFolder: string
  #app: App
  /** How far the server's clock is ahead of ours. */
  readonly #lead: { ms: number }
  readonly #rooms = new Map<string, string>()
  readonly #known = new Set<string>()
  readonly #around: Around

  private constructor(parts: { dataFolder: string; app: App; lead: { ms: number }; around: Around }) {
    this.dataFolder = parts.dataFolder
    this.#app = parts.app
    this.#lead = parts.lead
    this.#around = parts.around
  }

  static async start(around: Around = {}): Promise<TestApp> {
    const dataFolder = await mkdtemp(join(tmpdir(), 'backchat-scene-'))
    const lead = { ms: 0 }
    const app = await open({ dataFolder, lead, around })
    const scene = new TestApp({ dataFolder, app, lead, around })
    await scene.admin('category.add', { name: CATEGORY })
    return scene
  }

  /** Another server over the same database, which it may reach by another way; it has a data folder of its own. */
  static async startBeside(other: TestApp, wayTo = async (url: string) => url): Promise<TestApp> {
    const { BACKCHAT_DATABASE_URL: url } = await databaseOf(other.dataFolder)
    if (url === undefined) throw new Error('A file is not shared by two servers.')
    const dataFolder = await mkdtemp(join(tmpdir(), 'backchat-scene-'))
    keepIn(dataFolder, await wayTo(url))
    const parts = { dataFolder, lead: { ms: 0 }, around: {} }
    return new TestApp({ ...parts, app: await open(parts) })
  }

  get url(): string {
    return this.#app.url
  }

  /** An act of an administrator, the same that the command line runs. */
  async admin(act: string, args: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    return (await this.#app.admin.run({ act, args })) as Record<string, unknown>
  }

  async welcome(name: PersonName): Promise<Account> {
    const account = people[name]
    if (!this.#known.has(name)) await this.admin('user.add', account)
    this.#known.add(name)
    return account
  }

  /** Makes a room, open unless said otherwise, and tells its address. */
  async opensRoom(name: string, options: RoomOptions = {}): Promise<string> {
    const { uri } = await this.admin('room.add', { name, category: CATEGORY, privacy: 'open', ...options })
    this.#rooms.set(name, String(uri))
    return String(uri)
  }

  /** The address of a room by its name; an open one is made when it is first named. */
  async room(name: string): Promise<string> {
    if (name.startsWith('ma-chan://')) return name
    return this.#rooms.get(name) ?? (await this.opensRoom(name))
  }

  movesClockOn(ms: number): void {
    this.#lead.ms += ms
  }

  async stop(): Promise<void> {
    await this.#app.stop()
    await removeData(this.dataFolder)
  }

  /** Stops only the server; the data stays until the scene ends. */
  async drains(): Promise<void> {
    await this.#app.stop('drained by the scene')
  }

  /** Starts it again over the same data, at another port. */
  async returns(): Promise<void> {
    this.#app = await open({ dataFolder: this.dataFolder, lead: this.#lead, around: this.#around })
  }
}

type Opening = { dataFolder: string; lead: { ms: number }; around: Around }

async function open({ dataFolder, lead, around }: Opening): Promise<App> {
  const database = await databaseOf(dataFolder)
  const config = readConfig({
    ...{ BACKCHAT_PORT: '0', BACKCHAT_DATA: dataFolder, BACKCHAT_DOMAIN: DOMAIN },
    ...database,
  })
  return startApp(config, {
    ...{ around, clock: { now: () => Date.now() + lead.ms }, log: createLogger('silent') },
  })
}
