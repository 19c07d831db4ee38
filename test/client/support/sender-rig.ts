// A sender between Ada's cache and a server in memory.

import type { Cache } from '../../../client/cache/database.ts'
import { deviceOf } from '../../../client/cache/device.ts'
import { enqueue } from '../../../client/cache/outbox.ts'
import { Sealer } from '../../../client/cache/seal.ts'
import { Conversation } from '../../../client/sync/conversation.ts'
import { Sender } from '../../../client/sync/sender.ts'
import { ADA, adasCache, DEVICE, HARBOUR } from './cast.ts'
import { ServerEnd } from './server-end.ts'
import { type ToyWorld, toyWorld } from './toy-world.ts'

export class SenderRig {
  readonly cache: Cache
  readonly world: ToyWorld = toyWorld()
  readonly server = new ServerEnd()
  readonly rejoined: string[] = []
  rejoin: () => Promise<void> = () => Promise.resolve()
  /** How often the wire was given up. */
  broken = 0

  private constructor(cache: Cache) {
    this.cache = cache
  }

  static async make(): Promise<SenderRig> {
    return new SenderRig(await adasCache())
  }

  async connect(): Promise<{ sender: Sender; conversation: Conversation }> {
    const { cache, world, server } = this
    const { keys } = await deviceOf(cache, world.subtle, ADA)
    const sealer = new Sealer(cache, world, { author: ADA, deviceId: DEVICE, privateKey: keys.privateKey })
    const ends = { onEnvelope: (frame: unknown) => conversation.hear(frame), onClosed: () => undefined }
    const conversation: Conversation = new Conversation(server.wire(ends), world, {
      onDelivered: () => undefined,
      onNotices: () => undefined,
      onBroken: () => {
        this.broken += 1
      },
    })
    const rejoin = (room: string) => {
      this.rejoined.push(room)
      return this.rejoin()
    }
    const watch = (work: Promise<void>) => void work
    const sender = new Sender({ cache, world, sealer, conversation, rejoin, watch, onHoles: () => undefined })
    return { sender, conversation }
  }

  async write(text: string, room = HARBOUR): Promise<string> {
    return await enqueue(this.cache, this.world, { room, guid: 'guid', text })
  }

  async isEmpty(): Promise<boolean> {
    return (await this.cache.outbox.count()) === 0
  }

  async stateOf(id: string): Promise<string | undefined> {
    return (await this.cache.outbox.get(id))?.state
  }
}
