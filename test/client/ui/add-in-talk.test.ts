// What an add-in hears, and what it does not.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AddInGrant, AddInPost } from '#shared/add-in.ts'
import { AddInTalk } from '../../../client/components/add-in-talk.ts'

const ROOM = {
  uri: 'ma-chan://localhost/00000000-0000-4000-8000-000000000001',
  name: 'Harbour',
  description: '',
  privacy: 'closed' as const,
  type: 'normal' as const,
}
const ADA = { uri: 'sip:ada@localhost', displayName: 'Ada' }

function post(seq: number, text = `number ${seq}`): AddInPost {
  return { seq, at: '2026-11-01T10:00:00.000Z', author: ADA.uri, displayName: ADA.displayName, text }
}
const seen = (...posts: AddInPost[]) => posts.map((each) => ({ seq: each.seq, post: each }))

/** The add-in's end: asks, and keeps what it hears. */
class Page {
  readonly heard: unknown[] = []
  readonly #port: MessagePort

  constructor(port: MessagePort) {
    this.#port = port
    port.onmessage = ({ data }) => this.heard.push(data)
  }

  say(message: unknown): void {
    this.#port.postMessage(message)
  }

  async hears(message: object): Promise<void> {
    await expect.poll(() => this.heard).toContainEqual(expect.objectContaining(message))
  }

  /** Everything said before has arrived once the answer to this has. */
  async hasHeardAll(): Promise<unknown[]> {
    this.say({ id: 'last', ask: 'room' })
    await this.hears({ id: 'last' })
    return this.heard.filter(
      (each) => !(typeof each === 'object' && each && 'id' in each && each.id === 'last'),
    )
  }
}

let talk: AddInTalk
const open: MessagePort[] = []

function begin(grants: AddInGrant[]): Page {
  talk = new AddInTalk({
    grants,
    room: () => ROOM,
    roster: () => ({ count: 1, people: [ADA] }),
    history: ({ before, count }) => {
      if (before === 1) return Promise.reject(Object.assign(new Error('no network'), { code: 'Offline' }))
      return Promise.resolve({ posts: [post(count)], more: false })
    },
    dress: () => ({ language: 'en', theme: 'light' }),
  })
  return load(10)
}

/** A page in the frame says hello. */
function load(newest: number): Page {
  const { port1, port2 } = new MessageChannel()
  open.push(port1, port2)
  const welcome = talk.welcome(port1, newest)
  expect(welcome).toMatchObject({ backchat: 1, say: 'welcome', room: ROOM })
  return new Page(port2)
}

beforeEach(() => expect(open).toEqual([]))
afterEach(() => {
  for (const port of open.splice(0)) port.close()
})

describe('an add-in', () => {
  it('gets what it asks for and was granted', async () => {
    const page = begin(['roster', 'history', 'posts'])
    page.say({ id: 1, ask: 'room' })
    page.say({ id: 2, ask: 'roster' })
    page.say({ id: 3, ask: 'history', count: 7 })
    await page.hears({ id: 1, ok: true, room: ROOM })
    await page.hears({ id: 2, ok: true, roster: { count: 1, people: [ADA] } })
    await page.hears({ id: 3, ok: true, posts: [post(7)], more: false })
  })

  it('gets nothing that it was not granted, asked or unasked', async () => {
    const page = begin([])
    page.say({ id: 1, ask: 'roster' })
    page.say({ id: 2, ask: 'history' })
    talk.postsSeen(seen(post(11)))
    talk.rosterChanged()
    await page.hears({ id: 1, ok: false, code: 'ErrorPermission' })
    await page.hears({ id: 2, ok: false, code: 'ErrorPermission' })
    expect(await page.hasHeardAll()).toHaveLength(2)
    talk.roomChanged()
    await page.hears({ tell: 'room', room: ROOM })
  })

  it('is told of wrong questions and of refusals, and not answered what has no id', async () => {
    const page = begin(['history'])
    page.say('hello?')
    page.say({ ask: 'room' })
    page.say({ id: 1, ask: 'history', count: 1_000_000 })
    page.say({ id: 2, ask: 'everything' })
    page.say({ id: 3, ask: 'history', before: 1 })
    await page.hears({ id: 1, ok: false, code: 'InvalidArgument' })
    await page.hears({ id: 2, ok: false, code: 'InvalidArgument' })
    await page.hears({ id: 3, ok: false, code: 'Offline' })
    expect(await page.hasHeardAll()).toHaveLength(3)
  })

  it('hears each new post once, its changes, and that it is gone; and nothing older than its hello', async () => {
    const page = begin(['posts'])
    talk.postsSeen(seen(post(9), post(10)))
    talk.postsSeen(seen(post(10), post(11)))
    talk.postsSeen(seen(post(10, 'changed'), post(11), post(12)))
    talk.postsSeen(seen(post(11, 'better'), post(12)))
    talk.postsSeen([...seen(post(11, 'better')), { seq: 12, post: 'gone' }, { seq: 9, post: 'gone' }])
    expect(await page.hasHeardAll()).toEqual([
      { tell: 'posts', posts: [post(11)] },
      { tell: 'posts', posts: [post(12)] },
      { tell: 'posts', posts: [post(11, 'better')] },
      { tell: 'gone', seqs: [12] },
    ])
  })

  it('hears nothing any more, asked or unasked, once another page has said hello', async () => {
    const before = begin(['posts'])
    talk.postsSeen(seen(post(11)))
    await before.hears({ tell: 'posts' })
    const after = load(11)
    talk.postsSeen(seen(post(12)))
    before.say({ id: 1, ask: 'room' })
    await after.hears({ tell: 'posts', posts: [post(12)] })
    await after.hasHeardAll()
    expect(before.heard).toHaveLength(1)
  })
})
