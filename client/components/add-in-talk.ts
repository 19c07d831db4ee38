// One add-in in one room: answers what it asks and tells it what happens, as far as it was granted.
// Each page that is loaded in the frame says hello anew and gets a port of its own; the one before is closed, so that
// a page that has gone elsewhere hears nothing.

import {
  ADD_IN_VERSION,
  type AddInAnswer,
  type AddInAsk,
  type AddInGrant,
  type AddInPost,
  type AddInRoom,
  type AddInRoster,
  type AddInTelling,
  type AddInWelcome,
  readAsk,
} from '#shared/add-in.ts'

export type AddInSources = {
  grants: readonly AddInGrant[]
  room(): AddInRoom
  roster(): AddInRoster
  history(asked: {
    before?: number | undefined
    count: number
  }): Promise<{ posts: AddInPost[]; more: boolean }>
  dress(): Pick<AddInWelcome, 'language' | 'theme'>
}

type Port = Pick<MessagePort, 'postMessage' | 'close' | 'onmessage'>

/** What the newest part of the room shows of one post. */
export type SeenPost = { seq: number; post: AddInPost | 'gone' }

export class AddInTalk {
  readonly #sources: AddInSources
  #port: Port | undefined
  /** The text of each post that the add-in has heard of as new. */
  readonly #told = new Map<number, string>()
  #newest = 0

  constructor(sources: AddInSources) {
    this.#sources = sources
  }

  /** @returns what to say to the page, with the other end of the port */
  welcome(port: Port, newest: number): AddInWelcome {
    this.end()
    this.#newest = newest
    this.#told.clear()
    this.#port = port
    port.onmessage = ({ data }: { data: unknown }) => void this.#hear(port, data)
    const { grants, room, dress } = this.#sources
    return { backchat: ADD_IN_VERSION, say: 'welcome', room: room(), grants: [...grants], ...dress() }
  }

  roomChanged(): void {
    this.#tell({ tell: 'room', room: this.#sources.room() })
  }

  rosterChanged(): void {
    if (this.#may('roster')) this.#tell({ tell: 'roster', roster: this.#sources.roster() })
  }

  /** The newest posts as they stand now; what is new or other than it was told is told. */
  postsSeen(seen: readonly SeenPost[]): void {
    if (!this.#may('posts') || this.#port === undefined) return
    const posts = seen.flatMap(({ post }) => (post !== 'gone' && this.#isNews(post) ? [post] : []))
    const gone = seen.filter(({ seq, post }) => post === 'gone' && this.#told.has(seq)).map(({ seq }) => seq)
    for (const { seq, text } of posts) this.#told.set(seq, text)
    for (const seq of gone) this.#told.delete(seq)
    this.#newest = Math.max(this.#newest, ...posts.map(({ seq }) => seq))
    if (posts.length > 0) this.#tell({ tell: 'posts', posts })
    if (gone.length > 0) this.#tell({ tell: 'gone', seqs: gone })
  }

  end(): void {
    this.#port?.close()
    this.#port = undefined
  }

  #isNews({ seq, text }: AddInPost): boolean {
    const told = this.#told.get(seq)
    return told === undefined ? seq > this.#newest : told !== text
  }

  #may(grant: AddInGrant): boolean {
    return this.#sources.grants.includes(grant)
  }

  #tell(telling: AddInTelling): void {
    this.#port?.postMessage(telling)
  }

  async #hear(port: Port, message: unknown): Promise<void> {
    const read = readAsk(message)
    if (read === undefined) return
    const answer = read.ok ? await this.#answer(read.ask) : refusal(read.id, 'InvalidArgument', read.sentence)
    // The page may have gone while the answer was made.
    if (port === this.#port) port.postMessage(answer)
  }

  async #answer(asked: AddInAsk): Promise<AddInAnswer> {
    const { id } = asked
    if (asked.ask === 'room') return { id, ok: true, room: this.#sources.room() }
    if (!this.#may(asked.ask))
      return refusal(id, 'ErrorPermission', `This add-in was not granted: ${asked.ask}.`)
    if (asked.ask === 'roster') return { id, ok: true, roster: this.#sources.roster() }
    try {
      const { before, count } = asked
      return { id, ok: true, ...(await this.#sources.history({ before, count })) }
    } catch (error) {
      return refusal(id, codeOf(error), error instanceof Error ? error.message : '')
    }
  }
}

function refusal(id: string | number, code: string, sentence: string): AddInAnswer {
  return { id, ok: false, code, sentence }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'CommandFailed'
}
