// Drafts and other preferences, over two devices of one person and a server as PROTOCOL.md describes it.

import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Command } from '#shared/command.ts'
import { XccosError } from '#shared/errors.ts'
import type { Cache } from '../../client/cache/database.ts'
import { enqueue } from '../../client/cache/outbox.ts'
import {
  pendingPrefs,
  readDraft,
  readPref,
  saveDraft,
  takePrefs,
  writePref,
} from '../../client/cache/prefs.ts'
import { PrefCarrier } from '../../client/sync/carry-prefs.ts'
import { Refused } from '../../client/sync/refusal.ts'
import { adasCache, HARBOUR } from './support/cast.ts'
import { ModelPrefs } from './support/model-prefs.ts'
import { toyWorld } from './support/toy-world.ts'

type Device = { cache: Cache; syncs(): Promise<void> }

async function deviceAt(server: ModelPrefs): Promise<Device> {
  const cache = await adasCache()
  const ask = (command: Command, data: unknown) => {
    const answer = server.answers[command.cmd as keyof typeof server.answers] as (data: unknown) => unknown
    return Promise.resolve().then(() => answer(structuredClone(data)))
  }
  const carrier = new PrefCarrier(cache, { ask: ask as never })
  return {
    cache,
    async syncs() {
      await carrier.learn()
      while ((await pendingPrefs(cache)).length > 0) await carrier.carry()
    },
  }
}

describe('[U17] a draft', () => {
  let server: ModelPrefs
  let laptop: Device
  let phone: Device
  beforeEach(async () => {
    server = new ModelPrefs()
    laptop = await deviceAt(server)
    phone = await deviceAt(server)
  })
  const text = async ({ cache }: Device) => (await readDraft(cache, 'g')).text

  it('comes to the other device, and goes from there when it was sent', async () => {
    await saveDraft(laptop.cache, 'g', 'Hello wor')
    await laptop.syncs()
    await phone.syncs()
    expect(await text(phone)).toBe('Hello wor')
    await enqueue(phone.cache, toyWorld(), { room: HARBOUR, guid: 'g', text: 'Hello world' })
    await phone.syncs()
    await laptop.syncs()
    expect([await text(laptop), await text(phone)]).toEqual(['', ''])
    await laptop.syncs()
    await phone.syncs()
    expect(server.get('draft/g')?.content).toBe('')
  })

  it('that is being written here is not replaced by what another device says', async () => {
    await saveDraft(laptop.cache, 'g', 'from the laptop')
    await laptop.syncs()
    await saveDraft(phone.cache, 'g', 'from the phone')
    await takePrefs(phone.cache, [{ label: 'draft/g', seqid: 1, content: 'from the laptop' }])
    expect(await readDraft(phone.cache, 'g')).toEqual({ text: 'from the phone', heard: 0 })
    await phone.syncs()
    await laptop.syncs()
    expect(await readDraft(laptop.cache, 'g')).toEqual({ text: 'from the phone', heard: 2 })
  })

  it('does not come back by a word that is older', async () => {
    await saveDraft(laptop.cache, 'g', 'one')
    await laptop.syncs()
    await saveDraft(laptop.cache, 'g', '')
    await laptop.syncs()
    await takePrefs(laptop.cache, [{ label: 'draft/g', seqid: 1, content: 'one' }])
    expect(await text(laptop)).toBe('')
  })

  it('that the server will not have stays on the device', async () => {
    const cache = await adasCache()
    const refuse = () => Promise.reject(new XccosError('LimitExceeded', 'Too many.'))
    const carrier = new PrefCarrier(cache, { ask: refuse as never })
    await saveDraft(cache, 'g', 'kept')
    await carrier.carry()
    expect([await pendingPrefs(cache), (await readDraft(cache, 'g')).text]).toEqual([[], 'kept'])
    await saveDraft(cache, 'g', 'kept and changed')
    expect(await pendingPrefs(cache)).toHaveLength(1)
    const offline = () => Promise.reject(new Refused('Offline', 'No network.'))
    await expect(new PrefCarrier(cache, { ask: offline as never }).carry()).rejects.toThrow('No network.')
    expect(await pendingPrefs(cache)).toHaveLength(1)
  })
})

it('[U17] devices that write and hear in any order end with the same, and it is what somebody wrote', async () => {
  const step = fc.record({
    who: fc.constantFrom(0, 1),
    does: fc.constantFrom('writes' as const, 'syncs' as const),
    text: fc.constantFrom('', 'a', 'b', 'c'),
    label: fc.constantFrom('draft/x', 'feeds'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const server = new ModelPrefs()
      const devices = [await deviceAt(server), await deviceAt(server)]
      const written: Record<string, Set<string>> = { 'draft/x': new Set(['']), feeds: new Set(['']) }
      for (const { who, does, text, label } of steps) {
        if (does === 'writes') written[label]?.add(text)
        if (does === 'writes') await writePref((devices[who] as Device).cache, label, text)
        else await devices[who]?.syncs()
      }
      for (let round = 0; round < 2; round += 1) for (const device of devices) await device.syncs()
      for (const label of ['draft/x', 'feeds']) {
        const [one, other] = await Promise.all(devices.map(({ cache }) => readPref(cache, label)))
        expect(one).toBe(other)
        expect(one).toBe(server.get(label)?.content ?? '')
        expect(written[label]).toContain(one)
      }
      for (const { cache } of devices) cache.close()
    }),
    { numRuns: 40 },
  )
})
