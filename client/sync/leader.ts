// One tab leads: it owns the connection and answers the questions of the others. When it goes, its lock falls to
// the next tab, which takes over where the cache stands.

import { bcsearch } from '#shared/commands/bcsearch.ts'
import { chansrch } from '#shared/commands/chansrch.ts'
import { getroster } from '#shared/commands/getroster.ts'
import { typing } from '#shared/commands/typing.ts'
import { usrsrch } from '#shared/commands/usrsrch.ts'
import { readFact } from '../cache/database.ts'
import { onlyStorageFull } from '../cache/full.ts'
import { takeRooms } from '../cache/intake-rooms.ts'
import { watch } from '../cache/live.ts'
import { closeRooms, takeOwner, takeSignedOut } from '../cache/owner.ts'
import type { SavedSession } from '../cache/rows.ts'
import { trimCopies } from '../cache/trim.ts'
import { AtKeys } from './at-keys.ts'
import type { Connection } from './connection.ts'
import { Connector, type Network } from './connector.ts'
import type { Answers, Line } from './line.ts'
import type { Typist } from './notices.ts'
import { settleSignOut, sinceNow } from './session-ends.ts'
import type { Grounds } from './sign-in.ts'

export class Leader {
  readonly #grounds: Grounds
  readonly #line: Line
  readonly #connector: Connector
  readonly #atKeys: AtKeys
  #lostSince: number | undefined
  /** Tells one sign-in from the next. */
  #since: string | undefined
  /** Settled once it is known whether anybody is signed in, so the first questions do not find nobody connecting. */
  readonly #known = Promise.withResolvers<void>()

  constructor(grounds: Grounds, network: Network, line: Line) {
    this.#grounds = grounds
    this.#line = line
    this.#atKeys = new AtKeys(grounds.world.clock)
    const heard = { ...grounds, atKeys: this.#atKeys, onTyping: (who: Typist) => line.tellTyping(who) }
    this.#connector = new Connector(heard, network, (connection) => this.#publish(connection))
  }

  /** @returns a function that ends the lead */
  lead(): () => void {
    this.#publish({ state: 'connecting' })
    this.#line.lead(this.#answers())
    void closeRooms(this.#grounds.cache).catch(onlyStorageFull)
    void trimCopies(this.#grounds.cache).catch(onlyStorageFull)
    void this.#visit().catch(onlyStorageFull)
    const end = watch(
      this.#grounds.cache,
      () => readFact(this.#grounds.cache, 'session'),
      (session) => {
        this.#follow(session)
        this.#known.resolve()
      },
    )
    return () => {
      end()
      this.#connector.stop()
    }
  }

  /** The network is back, the page is seen again, or somebody pressed "Retry". */
  hurry(): void {
    this.#connector.hurry()
    this.#connector.probe()
    if (this.#since === undefined) void this.#visit().catch(onlyStorageFull)
  }

  networkGone(): void {
    this.#connector.networkGone()
  }

  #follow(session: SavedSession | undefined): void {
    const since = session?.state === 'signed-in' ? session.since : undefined
    if (since === this.#since) return
    this.#since = since
    this.#connector.stop()
    if (since !== undefined) this.#connector.start()
  }

  /** Without a session in the cache: is there one at the server, also after it could not be asked, or nobody yet? */
  async #visit(): Promise<void> {
    const { cache } = this.#grounds
    await settleSignOut(this.#grounds)
    const session = await readFact(cache, 'session')
    if (session?.state === 'signed-in') return
    const owesSignOut = (await readFact(cache, 'owesSignOut')) === true
    if (!owesSignOut && (await this.#isSignedInAlready())) return
    const needed = await this.#isSetupNeeded()
    if (needed === true) await takeSignedOut(cache, { state: 'setup-needed' })
    else if (session?.state !== 'signed-out') await takeSignedOut(cache, { state: 'signed-out' })
  }

  async #isSignedInAlready(): Promise<boolean> {
    const { cache, web, world } = this.#grounds
    const document = await web.provisioning().catch(() => undefined)
    if (document !== undefined) await takeOwner(cache, document, sinceNow(world))
    return document !== undefined
  }

  async #isSetupNeeded(): Promise<boolean | undefined> {
    return await this.#grounds.web.isSetupNeeded().catch(() => undefined)
  }

  #publish(connection: Connection): void {
    const isWell = connection.state === 'live'
    this.#lostSince = isWell ? undefined : (this.#lostSince ?? this.#grounds.world.clock.now())
    const { state } = connection
    const lost = state === 'live' || this.#lostSince === undefined ? {} : { lostSince: this.#lostSince }
    this.#line.publish({ connection, ...lost })
  }

  #answers(): Answers {
    const session = async () => {
      await this.#known.promise
      return await this.#connector.session()
    }
    return {
      search: async (asked) => await (await session()).conversation.ask(bcsearch, asked),
      people: async (criteria) => (await (await session()).conversation.ask(usrsrch, { criteria })).people,
      find: async (criteria) => {
        const { conversation } = await session()
        const asked = { criteria, matchAll: true, searchDescription: true }
        const { rooms, exceededServerLimit: exceeded } = await conversation.ask(chansrch, asked)
        await takeRooms(this.#grounds.cache, rooms)
        return { rooms, exceeded }
      },
      attend: async (room) => {
        await (await session()).attendance.attend(room)
        return null
      },
      older: async ({ room, before }) => (await (await session()).catchUp.older(room, before)) ?? null,
      around: async ({ room, seq }) => {
        await (await session()).catchUp.around(room, seq)
        return null
      },
      named: async ({ room, post }) => (await (await session()).catchUp.named(room, post)) ?? null,
      since: async ({ room, from }) => {
        await (await session()).catchUp.since(room, from)
        return null
      },
      gap: async ({ room, to }) => {
        await (await session()).catchUp.gap(room, to)
        return null
      },
      pins: async (room) => {
        await (await session()).catchUp.pins(room)
        return null
      },
      typing: async (room) => {
        await (await session()).conversation.ask(typing, { room })
        return null
      },
      roster: async (room) => (await (await session()).conversation.ask(getroster, { room })).participants,
      hurry: () => {
        this.hurry()
        return Promise.resolve(null)
      },
      stir: () => {
        this.#atKeys.stir()
        return Promise.resolve(null)
      },
    }
  }
}
