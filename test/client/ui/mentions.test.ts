// Naming people and rooms: what counts as a mention, what is drawn as one, and what is suggested while one writes.

import { describe, expect, it } from 'vitest'
import { askedAt, completed, completionsOf } from '../../../client/components/completing.ts'
import { withMentions } from '../../../client/components/mention-spans.ts'
import { isMentioned, mentionsIn } from '../../../client/components/mentions.ts'
import { blocksOf } from '../../../client/components/text-tokens.ts'

const ADA = { uri: 'sip:ada@x', displayName: 'Ada Okafor' }
const BORIS = { uri: 'sip:boris.k@x', displayName: 'Борис Кузнецов' }
const room = (name: string, n: number) => ({ uri: `ma-chan://x/${n}`, guid: String(n), name })
const HARBOUR = room('Harbour', 1)
const NIGHT = room('Harbour night', 2)
const known = { people: [ADA, BORIS], rooms: [HARBOUR, NIGHT] }

describe('mentions', () => {
  it.each([
    ['@ada look', [ADA.uri]],
    ['look, @Ada!', [ADA.uri]],
    ['ask @boris.k. He knows', [BORIS.uri]],
    ['@ada and @ada again', [ADA.uri]],
    ['all of @room', ['room']],
    ['in #Harbour night, not in #Harbour', [NIGHT.uri, HARBOUR.uri]],
  ])('finds them in %s', (text, mentions) => {
    expect(mentionsIn(text, known)).toEqual(mentions)
  })

  it.each(['mail ada@ada.example', 'x@ada', '@adam', '@nobody', '#Harbourmaster', 'a#Harbour', '&#Harbour'])(
    'finds none in %s',
    (text) => {
      expect(mentionsIn(text, known)).toEqual([])
    },
  )

  it('names me when I or everybody is named', () => {
    expect([isMentioned([ADA.uri], ADA.uri), isMentioned(['room'], ADA.uri)]).toEqual([true, true])
    expect([isMentioned([BORIS.uri], ADA.uri), isMentioned(undefined, ADA.uri)]).toEqual([false, false])
  })

  it('draws only what the post itself says it mentions', () => {
    const spans = (mentions?: string[]) => {
      const [block] = withMentions(blocksOf('@ada asks `@ada` and @boris.k'), mentions, known)
      return block?.block === 'text' ? block.spans.map((each) => `${each.span} ${each.text}`) : []
    }
    expect(spans([ADA.uri])).toEqual(['person @ada', 'text  asks ', 'code @ada', 'text  and @boris.k'])
    expect(spans()[0]).toBe('text @ada asks ')
  })
})

describe('[U20] suggestions', () => {
  const suggested = (typed: string) => {
    const asked = askedAt(typed, typed.length)
    return asked === undefined ? undefined : completionsOf(asked, known, 'everybody').map(({ text }) => text)
  }

  it('begin at a sign at the start of a word, and nowhere else', () => {
    expect(askedAt('hi @ad', 6)).toEqual({ sign: '@', query: 'ad', from: 3, to: 6 })
    expect([askedAt('mail@ad', 7), askedAt('@ada ', 5), askedAt('at 10:3', 7)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('find people by name and by user name, in the wrong layout too', () => {
    expect(suggested('@ku')).toEqual([])
    expect(suggested('@куз')).toEqual(['@boris.k'])
    expect(suggested('@bor')).toEqual(['@boris.k'])
    expect(suggested('@фвф')).toEqual(['@ada'])
    expect(suggested('@')).toEqual(['@ada', '@boris.k', '@room'])
  })

  it('find rooms', () => {
    expect(suggested('#nig')).toEqual(['#Harbour night'])
  })

  it('keep the text after the caret, with one space', () => {
    const text = 'ask @ad when'
    expect(completed(text, { from: 4, to: 7 }, '@ada')).toEqual({
      text: 'ask @ada when',
      caret: 9,
    })
    expect(completed('@a', { from: 0, to: 2 }, '@ada').text).toBe('@ada ')
  })
})
