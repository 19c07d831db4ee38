// What people type is drawn as text, links and code, and never as anything that runs.

import { describe, expect, it } from 'vitest'
import { blocksOf, isOnlyEmoji, spansOf } from '../../../client/components/text-tokens.ts'

const links = (text: string) => spansOf(text).flatMap((span) => (span.span === 'link' ? [span.href] : []))
const back = (text: string) =>
  spansOf(text)
    .map((span) => (span.span === 'code' ? `\`${span.text}\`` : span.text))
    .join('')

describe('links', () => {
  it('finds web and mail addresses', () => {
    expect(links('see https://a.example/x?y=1 or mailto:ada@a.example')).toEqual([
      'https://a.example/x?y=1',
      'mailto:ada@a.example',
    ])
  })

  it('leaves the sentence its full stop and its brackets', () => {
    expect(links('(https://a.example/b).')).toEqual(['https://a.example/b'])
    expect(links('https://a.example/wiki/Tide_(table), yes')).toEqual(['https://a.example/wiki/Tide_(table)'])
    expect(links('«https://a.example/порт»')).toEqual(['https://a.example/%D0%BF%D0%BE%D1%80%D1%82'])
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'http://',
    'https://',
    'mailto:',
    'vbscript:x',
    'file:///etc',
  ])('makes no link of %s', (text) => {
    expect(links(text)).toEqual([])
    expect(back(text)).toBe(text)
  })

  it('loses no letter around them', () => {
    const text = 'a <b>bold</b> https://x.example/a, `code` and "https://y.example".\nnext'
    expect(back(text)).toBe(text)
    expect(links(text)).toHaveLength(2)
  })
})

describe('code', () => {
  it('keeps a fenced block as it is, lines and indents too', () => {
    expect(blocksOf('before\n```sh\n  one\n\ttwo\n```\nafter')).toEqual([
      { block: 'text', spans: [{ span: 'text', text: 'before' }] },
      { block: 'code', text: '  one\n\ttwo' },
      { block: 'text', spans: [{ span: 'text', text: 'after' }] },
    ])
  })

  it('takes a fence that never closes for text', () => {
    expect(blocksOf('```\nnot closed')).toEqual([
      { block: 'text', spans: [{ span: 'text', text: '```\nnot closed' }] },
    ])
  })

  it('finds no link inside code', () => {
    expect(spansOf('`https://a.example`')).toEqual([{ span: 'code', text: 'https://a.example' }])
  })
})

describe('H-08: a text at the limit made to be slow', () => {
  const long = (part: string) => part.repeat(Math.ceil(16_000 / part.length)).slice(0, 16_000)
  /** Each takes a few milliseconds; gone through again and again, hundreds or thousands. */
  const PATIENCE_MS = 250

  it.each([
    ['brackets after an address', `http://a${long(')')}`],
    ['brackets of all kinds after an address', `http://a${long(')]}')}`],
    ['full stops and brackets after an address', `http://a${long('.)')}`],
    ['full stops inside an address', `http://a${long('.')}x`],
    ['fences that never close', long('```a\n')],
    ['fences that close at once', long('```\n')],
    ['back-ticks', long('`')],
    ['pieces of code', long('`a`')],
    ['addresses', long('http://a ')],
    ['beginnings of addresses', long('http://')],
    ['mentions', long('@a ')],
    ['emoji', long('😀')],
    ['joined emoji', long('👩\u200d')],
    ['marks', `a${long('\u0301')}`],
    ['brackets that open', long('![')],
    ['signs', long('*_>~')],
    ['lines', `${long('\n')}x`],
    ['spaces', `${long(' ')}x`],
  ])('%s', (_what, text) => {
    const startedAt = performance.now()
    const blocks = blocksOf(text)
    isOnlyEmoji(text)
    expect(performance.now() - startedAt).toBeLessThan(PATIENCE_MS)
    expect(blocks.length).toBeLessThanOrEqual(400)
  })

  it('has no more marks on a letter than can be a word', () => {
    const marks = (count: number) => `Z${'\u0301'.repeat(count)}a`
    const drawn = (text: string) => blocksOf(text)[0]
    expect(drawn(marks(8))).toEqual({ block: 'text', spans: [{ span: 'text', text: marks(8) }] })
    expect(drawn(marks(7_000))).toEqual(drawn(marks(8)))
    expect(drawn('Nguyễn Thị Hồng, שָׁלוֹם, ที่')).toMatchObject({ spans: [{ text: 'Nguyễn Thị Hồng, שָׁלוֹם, ที่' }] })
  })

  it('loses nothing when it has too many pieces to draw', () => {
    const text = long('`a` ').trim()
    expect(blocksOf(text)).toEqual([{ block: 'text', spans: [{ span: 'text', text }] }])
    expect(blocksOf('`a` '.repeat(20).trim())).not.toHaveLength(0)
  })
})

describe('emoji', () => {
  it.each(['🙏', '👍🏽 👩‍🚒', '🇷🇺'])('draws %s large', (text) => expect(isOnlyEmoji(text)).toBe(true))
  it.each(['1', 'ok 🙏', '', '🙏🙏🙏🙏🙏🙏🙏', '#'])('draws "%s" as text', (text) =>
    expect(isOnlyEmoji(text)).toBe(false),
  )
})
