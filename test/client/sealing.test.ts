import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { fromBase64url } from '#shared/bytes.ts'
import { readSigned, SIGNATURE_PREFIX, wordsOf } from '#shared/post.ts'
import type { Cache } from '../../client/cache/database.ts'
import { deviceOf } from '../../client/cache/device.ts'
import { cancelQueued, editQueued, enqueue } from '../../client/cache/outbox.ts'
import type { DeviceRow, OutboxRow } from '../../client/cache/rows.ts'
import { Sealer } from '../../client/cache/seal.ts'
import type { World } from '../../client/cache/world.ts'
import { ADA, adasCache, BRIDGE, DEVICE, HARBOUR } from './support/cast.ts'
import { type ToyWorld, toyWorld } from './support/toy-world.ts'

let cache: Cache
let world: ToyWorld
let device: DeviceRow
beforeEach(async () => {
  cache = await adasCache()
  world = toyWorld()
  device = await deviceOf(cache, world.subtle, ADA)
})

function sealer(in_: World = world): Sealer {
  return new Sealer(cache, in_, { author: ADA, deviceId: DEVICE, privateKey: device.keys.privateKey })
}

async function queued(text: string, room = HARBOUR): Promise<OutboxRow> {
  const id = await enqueue(cache, world, { room, guid: 'guid', text })
  const row = await cache.outbox.get(id)
  if (row === undefined) throw new Error('The post is not in the queue.')
  return row
}

/** A world in which something happens while the first post is being signed. */
function interruptedBy(happening: () => Promise<unknown>): World {
  let isFirst = true
  const subtle = {
    sign: async (algorithm: 'Ed25519', key: CryptoKey, bytes: Uint8Array<ArrayBuffer>) => {
      if (isFirst) {
        isFirst = false
        await happening()
      }
      return await crypto.subtle.sign(algorithm, key, bytes)
    },
  } as SubtleCrypto
  return { ...world, subtle }
}

describe('sealing', () => {
  it('signs exactly the prefix and the bytes that are carried', async () => {
    const sealed = await sealer().seal(await queued('ahoy'))
    const { signed = '', sig = '' } = sealed?.seal ?? {}
    const bytes = new TextEncoder().encode(`backchat.post.v1\0${signed}`)
    expect(SIGNATURE_PREFIX).toBe('backchat.post.v1\0')
    const isGood = await crypto.subtle.verify('Ed25519', device.keys.publicKey, fromBase64url(sig), bytes)
    const isBad = await crypto.subtle.verify(
      'Ed25519',
      device.keys.publicKey,
      fromBase64url(sig),
      new TextEncoder().encode(signed),
    )
    expect([isGood, isBad]).toEqual([true, false])
    expect(readSigned(signed)).toMatchObject({
      author: ADA,
      device: DEVICE,
      chat: 'ahoy',
      dseq: 1,
      prev: null,
    })
    expect(readSigned(signed)?.salt).toHaveLength(22)
  })

  it('gives posts sealed at once their places 1 and 2, each knowing the one before', async () => {
    const [first, second] = [await queued('one'), await queued('two')]
    const [a, b] = await Promise.all([sealer().seal(first), sealer().seal(second)])
    expect([a?.seal.dseq, a?.seal.prev]).toEqual([1, null])
    expect([b?.seal.dseq, b?.seal.prev]).toEqual([2, first.id])
  })

  it('counts each room for itself', async () => {
    const there = await sealer().seal(await queued('one', BRIDGE))
    const here = await sealer().seal(await queued('one', HARBOUR))
    expect([there?.seal.dseq, here?.seal.dseq]).toEqual([1, 1])
  })

  it('answers the same bytes when asked again', async () => {
    const row = await queued('one')
    const first = await sealer().seal(row)
    expect(await sealer().seal(row)).toEqual(first)
    expect(first?.seal.dseq).toBe(1)
  })

  it('signs anew when the place was taken meanwhile, without the lock', async () => {
    const [first, second] = [await queued('one'), await queued('two')]
    const slow = sealer(interruptedBy(() => sealer(toyWorld()).seal(second)))
    const sealed = await slow.seal(first)
    expect([sealed?.seal.dseq, sealed?.seal.prev]).toEqual([2, second.id])
  })

  it('signs what the author made of the text meanwhile', async () => {
    const row = await queued('teh')
    const sealed = await sealer(interruptedBy(() => editQueued(cache, row.id, 'the'))).seal(row)
    expect(wordsOf(readSigned(sealed?.seal.signed ?? ''))).toBe('the')
  })

  it('lets go of a post that was called off meanwhile, and its place stays free', async () => {
    const row = await queued('oops')
    expect(await sealer(interruptedBy(() => cancelQueued(cache, row.id))).seal(row)).toBeUndefined()
    expect((await sealer().seal(await queued('one')))?.seal.dseq).toBe(1)
  })

  it('refuses to change or call off what is sealed', async () => {
    const row = await queued('one')
    await editQueued(cache, row.id, 'two')
    await sealer().seal(row)
    await expect(editQueued(cache, row.id, 'three')).rejects.toMatchObject({
      code: 'InvalidFlowOfOperations',
    })
    await expect(cancelQueued(cache, row.id)).rejects.toMatchObject({ code: 'InvalidFlowOfOperations' })
  })

  it('[P3.1] keeps a key that cannot be read out', async () => {
    expect(device.keys.privateKey.extractable).toBe(false)
    expect(await deviceOf(cache, world.subtle, ADA)).toMatchObject({ publicKey: device.publicKey })
  })

  it('moves its clock on although the device’s clock stands still', async () => {
    const one = await sealer().seal(await queued('one'))
    const two = await sealer().seal(await queued('two'))
    expect((two?.seal.hlc ?? '') > (one?.seal.hlc ?? '')).toBe(true)
  })
})
