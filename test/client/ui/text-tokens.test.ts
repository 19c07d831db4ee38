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

describe('emoji', () => {
  it.each(['🙏', '👍🏽 👩‍🚒', '🇷🇺'])('draws %s large', (text) => expect(isOnlyEmoji(text)).toBe(true))
  it.each(['1', 'ok 🙏', '', '🙏🙏🙏🙏🙏🙏🙏', '#'])('draws "%s" as text', (text) =>
    expect(isOnlyEmoji(text)).toBe(false),
  )
})
