// The search that is on screen: begun, left for the next, come back to. One that has said all it had is kept, with what it
// found, so that one can come back to it and go on to its next page.

import { createSignal } from 'solid-js'
import {
  type Findings,
  type FoundPost,
  isQuestion,
  type Search,
  searchPosts,
  stillThere,
} from '../actions/search.ts'
import { forgetSearch, rememberedSearch, rememberSearch } from './search-memory.ts'

/** Whoever is on screen hears of searches that are still under way; one that was left may be heard again. */
let onScreen: AskedSearch | undefined

export class AskedSearch {
  readonly #findings = createSignal<Findings>()
  readonly #refused = createSignal<unknown>()
  readonly #busy = createSignal(false)
  #question = ''
  #search: Search | undefined

  constructor() {
    onScreen = this
  }

  get findings(): Findings | undefined {
    return this.#findings[0]()
  }

  get refused(): unknown {
    return this.#refused[0]()
  }

  get isBusy(): boolean {
    return this.#busy[0]()
  }

  takeUp(question: string): void {
    this.leave()
    this.#question = question
    const held = rememberedSearch(question)
    if (held?.search && held.findings) this.#comeBack(held.search, held.findings)
    else if (isQuestion(question)) this.begin()
    else this.#show(undefined)
  }

  /** What was left for another key stroke, when that has been taken back. */
  resume(): void {
    if (this.#search === undefined) this.takeUp(this.#question)
  }

  begin(): void {
    this.#search?.stop()
    const question = this.#question
    this.#search = searchPosts(question, (found) => {
      rememberSearch(question, { findings: found })
      onScreen?.hear(question, found)
    })
    rememberSearch(question, { search: this.#search })
    void this.#follow(this.#search.begun)
  }

  more(): void {
    if (this.#search !== undefined) void this.#follow(this.#search.more())
  }

  leave(): void {
    if (this.isBusy || this.findings?.isLooking) {
      this.#search?.stop()
      forgetSearch(this.#question)
    }
    this.#search = undefined
    this.#busy[1](false)
  }

  close(): void {
    this.leave()
    if (onScreen === this) onScreen = undefined
  }

  hear(question: string, found: Findings): void {
    if (question === this.#question) this.#show(found)
  }

  #show(found: Findings | undefined): void {
    this.#refused[1](undefined)
    this.#findings[1](found)
  }

  #comeBack(search: Search, found: Findings): void {
    this.#search = search
    this.#show(found)
    void stillThere(found.posts).then((posts) => this.#search === search && this.#leaveOut(found, posts))
  }

  /** A next page may have come meanwhile, and stays. */
  #leaveOut({ posts }: Findings, there: readonly FoundPost[]): void {
    const now = this.findings
    const gone = new Set(posts.filter((post) => !there.includes(post)))
    if (now === undefined || gone.size === 0) return
    this.#show({ ...now, posts: now.posts.filter((post) => !gone.has(post)) })
  }

  async #follow(work: Promise<void>): Promise<void> {
    const followed = this.#search
    this.#busy[1](true)
    this.#refused[1](undefined)
    try {
      await work
    } catch (refused) {
      if (followed === this.#search) this.#refuse(refused)
    }
    if (followed === this.#search) this.#busy[1](false)
  }

  /** What was found for earlier words is no answer to these. */
  #refuse(refused: unknown): void {
    if (rememberedSearch(this.#question)?.findings === undefined) this.#show(undefined)
    this.#refused[1](() => refused)
  }
}
