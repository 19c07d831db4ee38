// Preferences between this device and the server: at the start what others changed comes here, and what was written
// here, with or without network, goes there. The last writer wins, over what it has seen.

import { getpref } from '#shared/commands/getpref.ts'
import { getprefs } from '#shared/commands/getprefs.ts'
import { setpref } from '#shared/commands/setpref.ts'
import { XccosError } from '#shared/errors.ts'
import { type Cache, readFact } from '../cache/database.ts'
import { keepHere, pendingPrefs, settlePref, takePrefs } from '../cache/prefs.ts'
import type { PrefRow } from '../cache/rows.ts'
import type { Conversation } from './conversation.ts'

export class PrefCarrier {
  readonly #cache: Cache
  readonly #conversation: Pick<Conversation, 'ask'>
  #turn: Promise<void> = Promise.resolve()

  constructor(cache: Cache, conversation: Pick<Conversation, 'ask'>) {
    this.#cache = cache
    this.#conversation = conversation
  }

  /** What changed elsewhere since this device last asked. */
  async learn(): Promise<void> {
    for (;;) {
      const after = (await readFact(this.#cache, 'prefsSeen')) ?? 0
      const { prefs, moreAvailable } = await this.#conversation.ask(getprefs, { after })
      await takePrefs(this.#cache, prefs, prefs.at(-1)?.seqid)
      if (!moreAvailable || prefs.length === 0) return
    }
  }

  /** Sends what waits. One at a time. */
  carry(): Promise<void> {
    const work = async () => {
      for (const row of await pendingPrefs(this.#cache)) await this.#send(row)
    }
    this.#turn = this.#turn.then(work, work)
    return this.#turn
  }

  async #send({ label, seqid: known, mine: text = '' }: PrefRow): Promise<void> {
    try {
      const { seqid } = await this.#conversation.ask(setpref, { label, content: text, seqid: known })
      await settlePref(this.#cache, { label, text, seqid })
    } catch (error) {
      if (!(error instanceof XccosError) || error.status >= 500) throw error
      if (error.code !== 'DataCollision') return await keepHere(this.#cache, label, text)
      await this.#look(label, known)
    }
  }

  /** Another device was faster: its word is taken in, and mine, which is younger, goes on top with the next turn. */
  async #look(label: string, known: number): Promise<void> {
    const { seqid, content } = await this.#conversation.ask(getpref, { label, seqid: known })
    await takePrefs(this.#cache, [{ label, seqid, content: content ?? '' }])
  }
}
