import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { wordsOf } from '#shared/post.ts'
import { readFact } from '../../client/cache/database.ts'
import { followedRooms, intendToFollow, intendToMark } from '../../client/cache/intents.ts'
import { readHistory } from '../../client/cache/log.ts'
import { enqueue } from '../../client/cache/outbox.ts'
import { rememberOpen } from '../../client/cache/owner.ts'
import { ADA, BEN, BRIDGE, DEVICE, entry, HARBOUR, idOf, range, room } from './support/cast.ts'
import { connectorRig, type Rig } from './support/connector-rig.ts'
import { quiet, until } from './support/toy-world.ts'

let rig: Rig
beforeEach(async () => {
  rig = await connectorRig()
})

describe('the sign-in sequence', () => {
  it('goes through its steps in order', async () => {
    const { server, web, shown, goLive } = rig
    await goLive()
    expect(web.asked).toEqual(['GET /api/provisioning', 'POST /api/devices'])
    expect(server.dialled).toEqual([{ address: 'http://one.test', ticket: 'ticket', deviceId: DEVICE }])
    expect(server.commands().slice(0, 6)).toEqual([
      'cmd:getserverinfo',
      'cmd:getassociations',
      'cmd:getassociations',
      'cmd:getpresence',
      'cmd:bjoin',
      'cmd:getinv',
    ])
    expect(shown.map((connection) => connection.state)).toEqual([
      'connecting',
      'connecting',
      'catching-up',
      'live',
    ])
  })

  it('loads a new room’s newest page, and next time only what lies after it', async () => {
    const { cache, world, server, isLive, goLive } = rig
    server.entries = range(1, 50).map((seq) => entry(seq))
    await goLive()
    expect(server.pages).toEqual([{ room: HARBOUR, last: { count: 30 } }])
    server.drop()
    server.entries = range(1, 53).map((seq) => entry(seq))
    await world.clock.pass(1_000)
    await until(isLive)
    expect(server.pages.slice(1)).toEqual([{ room: HARBOUR, after: { seq: 50, count: 200 } }])
    expect((await readHistory(cache, HARBOUR)).runs).toEqual([{ from: 21, to: 53 }])
  })

  it('gets every invitation, in however many answers, also when a later one came before them', async () => {
    const { cache, server, goLive } = rig
    const invitation = (inviteId: number) => ({
      ...{ inviteId, createdOn: '2026-11-01T00:00:00.000Z' },
      room: room(`ma-chan://localhost/${idOf(inviteId)}`),
    })
    const all = range(1, 5).map(invitation)
    server.answers['cmd:getpresence'] = () => {
      server.tell({ id: 'ntc:invite', data: invitation(5) })
      return { categories: [], version: 0 }
    }
    server.answers['cmd:getinv'] = ({ inviteId }: { inviteId: number }) => {
      const invitations = all.slice(inviteId, inviteId + 2)
      return { invitations, lastInviteId: invitations.at(-1)?.inviteId ?? inviteId }
    }
    await goLive()
    await until(async () => (await cache.invitations.count()) === 5)
    expect(server.commands().filter((each) => each === 'cmd:getinv')).toHaveLength(4)
    expect(await readFact(cache, 'lastInviteId')).toBe(5)
  })

  it('asks for nothing when nothing was missed', async () => {
    const { world, server, isLive, goLive } = rig
    server.entries = range(1, 50).map((seq) => entry(seq))
    await goLive()
    server.drop()
    await world.clock.pass(1_000)
    await until(isLive)
    expect(server.pages).toHaveLength(1)
  })

  it('[P14.3] [U12] keeps a big hole as a gap and loads the newest page above it', async () => {
    const { cache, world, server, isLive, goLive } = rig
    server.entries = range(1, 40).map((seq) => entry(seq))
    await goLive()
    server.drop()
    server.entries = range(1, 900).map((seq) => entry(seq))
    await world.clock.pass(1_000)
    await until(isLive)
    expect((await readHistory(cache, HARBOUR)).runs).toEqual([
      { from: 11, to: 40 },
      { from: 841, to: 900 },
    ])
  })

  it('heals a hole that a live post shows', async () => {
    const { cache, world, server, goLive } = rig
    server.entries = range(1, 10).map((seq) => entry(seq))
    await goLive()
    server.entries = range(1, 14).map((seq) => entry(seq))
    server.deliver([entry(14)])
    await quiet()
    await world.clock.pass(300)
    await until(async () => (await cache.entries.count()) === 14)
    expect((await readHistory(cache, HARBOUR)).runs).toEqual([{ from: 1, to: 14 }])
  })

  it('enters rooms open on this device and rooms that posts wait for, and sends those', async () => {
    const { cache, world, server, goLive } = rig
    server.rooms.set(BRIDGE, room(BRIDGE))
    server.followed = []
    await rememberOpen(cache, HARBOUR, 1)
    await enqueue(cache, world, { room: BRIDGE, guid: 'g', text: 'written offline' })
    await goLive()
    await until(async () => (await cache.outbox.count()) === 0)
    expect(server.commands().filter((id) => id === 'cmd:join')).toHaveLength(2)
    expect(server.log.map((post) => wordsOf(post))).toEqual(['written offline'])
  })

  it('carries what was followed and read offline', async () => {
    const { cache, server, goLive } = rig
    server.rooms.set(BRIDGE, room(BRIDGE))
    server.entries = range(1, 5).map((seq) => entry(seq))
    await intendToFollow(cache, { room: BRIDGE, follow: true, stamp: '1' })
    await intendToMark(cache, { room: HARBOUR, marker: { generation: 0, seq: 3 }, stamp: '2' })
    expect(await followedRooms(cache)).toEqual(new Set([BRIDGE]))
    await goLive()
    expect(server.followed).toEqual([HARBOUR, BRIDGE])
    expect(server.commands()).toContain('cmd:markread')
    expect(await cache.intents.count()).toBe(0)
    expect((await cache.rooms.get(BRIDGE))?.joined).toBe(true)
  })

  it('joins and leaves rooms as they are followed on another device', async () => {
    const { cache, server, goLive } = rig
    server.rooms.set(BRIDGE, room(BRIDGE))
    await goLive()
    const follow = (...rooms: string[]) => {
      server.followed = rooms
      const categories = rooms.map((instance) => ({ name: 'roomSetting', instance }))
      server.tell({ id: 'ntc:presence', data: { categories, version: 10 + server.commands().length } })
    }
    follow(HARBOUR, BRIDGE)
    await until(async () => (await cache.rooms.get(BRIDGE))?.joined === true)
    follow(BRIDGE)
    await until(async () => (await cache.rooms.get(HARBOUR))?.joined === false)
    expect(server.commands().at(-1)).toBe('cmd:part')
  })

  it('takes the copy of a room away when it is refused or kicked out of it', async () => {
    const { cache, server, goLive } = rig
    server.entries = range(1, 5).map((seq) => entry(seq))
    await goLive()
    server.tell({ id: 'ntc:kick', data: { room: HARBOUR, code: 403, text: 'ErrorPermission' } })
    await until(async () => (await cache.entries.count()) === 0)
    expect(await cache.rooms.get(HARBOUR)).toMatchObject({ access: 'lost', joined: false })
  })

  it('shows who comes and goes', async () => {
    const { cache, server, goLive } = rig
    server.rooms.set(HARBOUR, room(HARBOUR, { participants: [{ uri: ADA, displayName: 'Ada', roles: [] }] }))
    await goLive()
    const participant = { uri: BEN, displayName: 'Ben', roles: [] }
    server.tell({ id: 'ntc:join', data: { room: HARBOUR, participant, participantCount: 2 } })
    await until(async () => (await cache.rosters.get(HARBOUR))?.count === 2)
    server.tell({ id: 'ntc:part', data: { room: HARBOUR, uri: ADA, participantCount: 1 } })
    await until(async () => (await cache.rosters.get(HARBOUR))?.count === 1)
    expect((await cache.rosters.get(HARBOUR))?.people).toEqual([participant])
  })
})
