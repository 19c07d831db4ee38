// Keys that send, sizes that fit, and faces that stay the same.

import { describe, expect, it } from 'vitest'
import { MESSAGE_BYTES } from '#shared/limits.ts'
import { hueOf, initialsOf } from '../../../client/components/face.ts'
import { isSendKey } from '../../../client/components/keys.ts'
import { sizeOf } from '../../../client/components/post-size.ts'

const press = (over: Partial<Parameters<typeof isSendKey>[0]> = {}) => ({
  ...{
    key: 'Enter',
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    isComposing: false,
    keyCode: 13,
  },
  ...over,
})

describe('[U19] sending', () => {
  it('sends on Enter, not on Shift+Enter', () => {
    expect(isSendKey(press(), true)).toBe(true)
    expect(isSendKey(press({ shiftKey: true }), true)).toBe(false)
  })

  it('never sends the Enter that ends a composition', () => {
    expect(isSendKey(press({ isComposing: true }), true)).toBe(false)
    expect(isSendKey(press({ keyCode: 229 }), true)).toBe(false)
  })

  it('swaps by setting', () => {
    expect(isSendKey(press(), false)).toBe(false)
    expect(isSendKey(press({ ctrlKey: true }), false)).toBe(true)
    expect(isSendKey(press({ metaKey: true }), false)).toBe(true)
  })
})

describe('size', () => {
  it('counts bytes as the server does, to the last one', () => {
    expect(sizeOf('a'.repeat(MESSAGE_BYTES))).toMatchObject({ left: 0, over: 0, near: true })
    expect(sizeOf('a'.repeat(MESSAGE_BYTES + 1))).toMatchObject({ over: 1 })
    expect(sizeOf('я'.repeat(MESSAGE_BYTES / 2 + 1))).toMatchObject({ over: 2 })
  })

  it('stays quiet far from the limit', () => {
    expect(sizeOf('я'.repeat(1000)).near).toBe(false)
  })
})

describe('faces', () => {
  it.each([
    ['Ada Okafor', 'AO'],
    ['Борис', 'Б'],
    ['Dolores Fuentes de la Vega', 'DV'],
    ['ada.lovelace', 'AL'],
    ['🙂', '?'],
  ])('%s is %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })

  it('has one hue per address', () => {
    expect(hueOf('sip:ada@x')).toBe(hueOf('sip:ada@x'))
    expect(new Set(Array.from({ length: 40 }, (_, n) => hueOf(`sip:p${n}@x`))).size).toBeGreaterThan(8)
  })
})
