// A run: one server process, several witnesses in several rooms, and things that go wrong, all from one seed. In the end
// everything is healed, what waits is sent, everybody reads everything, and the history goes to the oracles.

import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { askServer } from '../../server/web/control-client.ts'
import { breaches } from '../oracles/breaches.ts'
import type { History } from '../oracles/history.ts'
import { removeData } from '../support/database.ts'
import { furnishFolder, openFolder, PASSWORD } from '../support/furnish.ts'
import { type SeededRandom, seededRandom } from '../support/seeded-random.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { within } from '../support/within.ts'
import { Record } from './record.ts'
import { storedState } from './stored-state.ts'
import { Witness } from './witness.ts'

const PEOPLE = ['ada', 'grace', 'linus', 'mallory']
const OPEN_ROOMS = ['Harbour', 'Quay']
/** Everything that waits is sent and heard by then. */
const HEAL_MS = 30_000

/** Between two faults something has to be possible. */
const PROGRESS_MS = 30_000

export type RunOptions = { seed?: number; environment?: { [name: string]: string }; patienceMs?: number }

export class FaultRun {
  readonly dataFolder: string
  readonly random: SeededRandom
  readonly record = new Record()
  /** A closed one, whose members come and go. */
  readonly bridge: string
  witnesses: Witness[] = []
  environment: { [name: string]: string }
  readonly #rooms: string[]
  readonly #options: RunOptions
  #server: ServerProcess
  #starting: Promise<void> | undefined
  #lives: Promise<void>[] = []
  #isPosting = true
  #isOver = false
  #isEnding = false

  private constructor(parts: {
    dataFolder: string
    rooms: string[]
    bridge: string
    server: ServerProcess
    options: RunOptions
  }) {
    this.#rooms = parts.rooms
    this.#options = parts.options
    this.dataFolder = parts.dataFolder
    this.bridge = parts.bridge
    this.environment = parts.options.environment ?? {}
    this.random = seededRandom(parts.options.seed)
    this.#server = parts.server
  }

  static async open(options: RunOptions = {}): Promise<FaultRun> {
    const dataFolder = await mkdtemp(join(tmpdir(), 'backchat-fault-'))
    const { rooms, bridge } = await furnish(dataFolder)
    const server = await startServerProcess(dataFolder, 0, options.environment)
    const run = new FaultRun({ dataFolder, rooms: [...rooms, bridge], bridge, server, options })
    run.#watch(server)
    for (const username of PEOPLE) run.witnesses.push(await run.signsIn(username))
    run.#lives = run.witnesses.map((witness) =>
      witness.lives({
        url: () => run.#server.url,
        isOver: () => run.#isOver,
        isPosting: () => run.#isPosting,
      }),
    )
    return run
  }

  /** At a device of its own. */
  signsIn(username: string): Promise<Witness> {
    const { record, random } = this
    const plan = { username, password: PASSWORD, rooms: this.#rooms, record, random }
    return Witness.signIn(this.#server.url, { ...plan, ...patience(this.#options) })
  }

  get server(): ServerProcess {
    return this.#server
  }

  get answered(): number {
    return this.witnesses.reduce((sum, { answered }) => sum + answered, 0)
  }

  /** Ends so and starts again; whoever ended by itself before is only started. */
  async restarts(signal: NodeJS.Signals): Promise<void> {
    await this.#starting
    this.#isEnding = true
    const code = await this.#server.end(signal)
    if (signal === 'SIGTERM' && code !== 0) this.#escapes(`ended with ${code} when it was asked to stop`)
    await this.starts()
  }

  starts(): Promise<void> {
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined
    })
    return this.#starting
  }

  async #start(): Promise<void> {
    this.#server = await startServerProcess(this.dataFolder, 0, this.environment)
    this.#isEnding = false
    this.#watch(this.#server)
  }

  /** A server that ends by itself is a breach; an operator starts it again. */
  #watch({ ended }: ServerProcess): void {
    void ended.then(({ code, signal }) => {
      if (this.#isEnding || signal === 'SIGKILL') return
      this.#escapes(`ended by itself with ${code}`)
      void this.starts()
    })
  }

  /** Nothing moves in the server until something else is done. */
  async pausesDuring(act: () => Promise<unknown>): Promise<void> {
    process.kill(this.#server.pid, 'SIGSTOP')
    await act().finally(() => process.kill(this.#server.pid, 'SIGCONT'))
  }

  /** The run goes on: so many more posts are answered. */
  async progresses(posts = 10): Promise<void> {
    const goal = this.answered + posts
    const until = performance.now() + PROGRESS_MS
    while (this.answered < goal && performance.now() < until) await wait(10)
    if (this.answered < goal)
      throw new Error(`SEED=${this.random.seed}: no ${posts} posts in ${PROGRESS_MS} ms`)
  }

  async setsMember(name: string, change: 'add' | 'remove'): Promise<void> {
    const args = { room: this.bridge, [change]: { member: [name] } }
    await askServer(this.dataFolder, { act: 'room.set', args })
    if (change === 'add') this.witnesses.find((witness) => witness.name === name)?.loses()
  }

  /** Heals everything, ends the server in order, and tells the history. */
  async settles(): Promise<History> {
    for (const name of PEOPLE) await this.setsMember(name, 'add')
    this.#isPosting = false
    await within(this.#quiet(), 'everything that waits to be sent', HEAL_MS)
    this.#isOver = true
    await Promise.all(this.#lives)
    for (const witness of this.witnesses) await witness.readsEverything(this.#server.url)
    this.#isEnding = true
    const code = await this.#server.end('SIGTERM')
    if (code !== 0) this.#escapes(`ended with ${code} when it was asked to stop`)
    return { acts: this.record.acts, ...(await storedState(this.dataFolder)) }
  }

  /** Says what is wrong, with the seed that shows it again. */
  async breaches(): Promise<string[]> {
    const found = breaches(await this.settles())
    return found.length === 0 ? [] : [`SEED=${this.random.seed} shows this again:`, ...found]
  }

  async close(): Promise<void> {
    this.#isOver = true
    await this.#starting
    this.#isEnding = true
    await this.#server.end('SIGKILL')
    await Promise.all(this.#lives)
    await removeData(this.dataFolder)
  }

  async #quiet(): Promise<void> {
    while (this.witnesses.some(({ waiting }) => waiting.length > 0)) await wait(50)
  }

  #escapes(what: string): void {
    this.record.write({ act: 'something escapes', where: 'server', what })
  }
}

async function furnish(dataFolder: string): Promise<{ rooms: string[]; bridge: string }> {
  const services = await openFolder(dataFolder)
  const { uris } = await furnishFolder(services, { people: PEOPLE, rooms: OPEN_ROOMS })
  const args = { name: 'Bridge', category: 'Port', privacy: 'closed', members: PEOPLE }
  const { uri } = (await services.admin.run({ act: 'room.add', args })) as { uri: string }
  await services.admin.run({ act: 'compliance.set', args: { to: 'on' } })
  await services.close()
  return { rooms: uris, bridge: uri }
}

function patience({ patienceMs }: RunOptions): { patienceMs?: number } {
  return patienceMs === undefined ? {} : { patienceMs }
}
