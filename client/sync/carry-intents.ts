// Tells the server what the person did besides posting: follow, unfollow, read, be seen as away. What it refuses is dropped,
// and then the screen shows what the server says; what the network cuts short stays for the next time.

import type { PresenceCategory } from '#shared/commands/getpresence.ts'
import { markread } from '#shared/commands/markread.ts'
import { setpresence } from '#shared/commands/setpresence.ts'
import { ERROR_CODES, XccosError } from '#shared/errors.ts'
import type { Cache } from '../cache/database.ts'
import { takeLost, takeMarker, takePresence } from '../cache/intake-rooms.ts'
import { dropCarried, pendingIntents } from '../cache/intents.ts'
import type { IntentRow } from '../cache/rows.ts'
import type { Conversation } from './conversation.ts'

const LOST_CODES: readonly number[] = [
  ERROR_CODES.ErrorPermission,
  ERROR_CODES.NoSuchNode,
  ERROR_CODES.NodeDisabled,
]

type Marking = Extract<IntentRow, { kind: 'markread' }>
type Showing = Exclude<IntentRow, Marking>

export class IntentCarrier {
  readonly #cache: Cache
  readonly #conversation: Pick<Conversation, 'ask'>
  #turn: Promise<void> = Promise.resolve()

  constructor(cache: Cache, conversation: Pick<Conversation, 'ask'>) {
    this.#cache = cache
    this.#conversation = conversation
  }

  /** Carries everything that waits. One at a time. */
  carry(): Promise<void> {
    this.#turn = this.#turn.then(
      () => this.#carry(),
      () => this.#carry(),
    )
    return this.#turn
  }

  async #carry(): Promise<void> {
    const intents = await pendingIntents(this.#cache)
    const showing = intents.filter((intent): intent is Showing => intent.kind !== 'markread')
    const markings = intents.filter((intent): intent is Marking => intent.kind === 'markread')
    if (showing.length > 0) await this.#orDrop(showing, () => this.#show(showing))
    for (const marking of markings) await this.#orDrop([marking], () => this.#markOrLose(marking))
  }

  async #show(intents: readonly Showing[]): Promise<void> {
    const change: { publish: PresenceCategory[]; remove: PresenceCategory[] } = { publish: [], remove: [] }
    for (const intent of intents)
      if (intent.kind === 'state') change.publish.push({ name: 'state', instance: intent.state })
      else
        change[intent.kind === 'follow' ? 'publish' : 'remove'].push({
          name: 'roomSetting',
          instance: intent.room,
        })
    const document = await this.#conversation.ask(setpresence, change)
    await takePresence(this.#cache, document)
  }

  /** Whose room was taken away has no marker there either: one that stayed would outdo the server's for ever. */
  async #markOrLose(marking: Marking): Promise<void> {
    try {
      await this.#mark(marking)
    } catch (error) {
      if (error instanceof XccosError && LOST_CODES.includes(error.status))
        await takeLost(this.#cache, marking.room)
      throw error
    }
  }

  async #mark({ room, seq, generation = 0 }: Marking): Promise<void> {
    await takeMarker(this.#cache, await this.#conversation.ask(markread, { room, seq, generation }))
  }

  async #orDrop(intents: readonly IntentRow[], carry: () => Promise<void>): Promise<void> {
    try {
      await carry()
    } catch (error) {
      if (!(error instanceof XccosError) || error.status >= 500) throw error
    }
    await dropCarried(this.#cache, intents)
  }
}
