import { describe, expect, it } from 'vitest'
import { connectionOf, type Happening, type Phase, step } from '../../client/sync/connection.ts'

const lost = (online = true): Happening => ({ kind: 'lost', retryAt: 700, why: 'lost', online })
const walk = (...happenings: Happening[]): Phase => happenings.reduce<Phase>(step, { at: 'idle' })
const toLive: Happening[] = [
  { kind: 'started' },
  { kind: 'provisioned' },
  { kind: 'connected' },
  { kind: 'entered' },
]

describe('the connection', () => {
  it('goes from start to live by its steps', () => {
    const shown = toLive.map((_, index) => connectionOf(walk(...toLive.slice(0, index + 1))).state)
    expect(shown).toEqual(['connecting', 'connecting', 'catching-up', 'live'])
  })

  it('counts the tries until it is live again', () => {
    expect(walk({ kind: 'started' }, lost(), { kind: 'due' }, lost())).toMatchObject({
      at: 'waiting',
      tries: 2,
    })
    expect(walk(...toLive, lost())).toEqual({ at: 'waiting', tries: 1, retryAt: 700, why: 'lost' })
  })

  it('is offline rather than waiting when there is no network, and still tries when due', () => {
    const offline = walk(...toLive, lost(false))
    expect(connectionOf(offline)).toEqual({ state: 'offline' })
    expect(step(offline, { kind: 'due' })).toEqual({ at: 'provisioning', tries: 1 })
    expect(step(walk(...toLive, lost()), { kind: 'network-gone' }).at).toBe('offline')
  })

  it('hurries only where it rests', () => {
    const live = walk(...toLive)
    expect(step(live, { kind: 'hurried' })).toBe(live)
    expect(step(walk(...toLive, lost()), { kind: 'hurried' })).toEqual({ at: 'provisioning', tries: 0 })
    const refused = walk({ kind: 'started' }, { kind: 'refused', reason: 'no' })
    expect(connectionOf(refused)).toEqual({ state: 'refused', reason: 'no' })
    expect(step(refused, { kind: 'hurried' }).at).toBe('provisioning')
  })

  it('ignores what comes too late for its state', () => {
    const waiting = walk(...toLive, lost())
    const late: Happening[] = [{ kind: 'provisioned' }, { kind: 'connected' }, { kind: 'entered' }, lost()]
    for (const happening of late) expect(step(waiting, happening)).toBe(waiting)
    expect(step(waiting, { kind: 'stopped' })).toEqual({ at: 'idle' })
  })
})
