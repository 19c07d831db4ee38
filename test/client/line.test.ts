import { describe, expect, it } from 'vitest'
import { XccosError } from '#shared/errors.ts'
import { type Answers, Line, type LineMessage, type Port } from '../../client/sync/line.ts'
import { HARBOUR, room } from './support/cast.ts'
import { quiet, ToyClock } from './support/toy-world.ts'

/** A street of tabs that hear each other, not themselves. */
function street(): () => Port {
  const ears: ((message: LineMessage) => void)[] = []
  return () => {
    let own: (message: LineMessage) => void = () => undefined
    return {
      listen(heard) {
        own = heard
        ears.push(heard)
      },
      post(message) {
        for (const ear of ears) if (ear !== own) ear(structuredClone(message))
      },
    }
  }
}

function answering(asked: string[]): Answers {
  return {
    find: (criteria) => {
      asked.push(criteria)
      return Promise.resolve({ rooms: [room(HARBOUR)], exceeded: false })
    },
    attend: () => Promise.reject(new XccosError('NoSuchNode', 'There is none.')),
    older: () => Promise.resolve(7),
    around: () => Promise.resolve(null),
    since: () => Promise.resolve(null),
    gap: () => Promise.resolve(null),
    named: () => Promise.resolve(7),
    typing: () => Promise.resolve(null),
    roster: () => Promise.resolve([]),
    people: () => Promise.resolve([]),
    search: () => Promise.resolve({ results: [], total: 0, exceededServerLimit: false, next: null }),
    hurry: () => Promise.resolve(null),
    stir: () => Promise.resolve(null),
    pins: async () => null,
  }
}

describe('the line between tabs', () => {
  it('carries a follower’s question to the tab that leads, and the answer or refusal back', async () => {
    const port = street()
    const [leader, follower] = [new Line(port(), new ToyClock(), 'a'), new Line(port(), new ToyClock(), 'b')]
    const asked: string[] = []
    leader.lead(answering(asked))
    expect(await follower.ask('find', 'harbour')).toEqual({ rooms: [room(HARBOUR)], exceeded: false })
    expect(asked).toEqual(['harbour'])
    await expect(follower.ask('attend', HARBOUR)).rejects.toMatchObject({
      code: 'NoSuchNode',
      message: 'There is none.',
    })
  })

  it('answers the leader’s own questions without asking anybody', async () => {
    const alone = new Line(street()(), new ToyClock(), 'a')
    alone.lead(answering([]))
    expect(await alone.ask('older', { room: HARBOUR, before: 9 })).toBe(7)
  })

  it('asks whoever leads next when nobody led, or the leader died', async () => {
    const port = street()
    const [first, second, third] = [
      new Line(port(), new ToyClock(), 'a'),
      new Line(port(), new ToyClock(), 'b'),
      new Line(port(), new ToyClock(), 'c'),
    ]
    const answers = [third.ask('find', 'from another tab'), second.ask('find', 'from the next leader')]
    await quiet()
    const asked: string[] = []
    second.lead(answering(asked))
    await Promise.all(answers)
    expect(asked.sort()).toEqual(['from another tab', 'from the next leader'])
    expect(first.status().connection.state).toBe('connecting')
  })

  it('says "Offline" when nobody answers in time', async () => {
    const clock = new ToyClock()
    const lonely = new Line(street()(), clock, 'a')
    const answer = lonely.ask('hurry', null)
    const refusal = expect(answer).rejects.toMatchObject({ code: 'Offline' })
    await clock.pass(25_000)
    await refusal
  })

  it('tells every tab how the connection stands, also one that opens later', () => {
    const port = street()
    const [leader, follower] = [new Line(port(), new ToyClock(), 'a'), new Line(port(), new ToyClock(), 'b')]
    leader.lead(answering([]))
    leader.publish({ connection: { state: 'live' } })
    const late = new Line(port(), new ToyClock(), 'c')
    expect([follower, late].map((tab) => tab.status())).toEqual([
      { connection: { state: 'live' } },
      { connection: { state: 'live' } },
    ])
  })
})
