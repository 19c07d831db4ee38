// A device of Ada's with its connector, between a server in memory and a toy HTTP side.

import type { Cache } from '../../../client/cache/database.ts'
import { AtKeys } from '../../../client/sync/at-keys.ts'
import type { Connection } from '../../../client/sync/connection.ts'
import { Connector } from '../../../client/sync/connector.ts'
import { adasCache } from './cast.ts'
import { HarbourServer } from './harbour-server.ts'
import { type ToyWeb, toyWeb } from './toy-web.ts'
import { type ToyWorld, toyWorld, until } from './toy-world.ts'

export type Rig = {
  cache: Cache
  world: ToyWorld
  server: HarbourServer
  web: ToyWeb
  connector: Connector
  atKeys: AtKeys
  /** Everything the screen was told about the connection. */
  shown: Connection[]
  network: { isOnline: boolean }
  now(): Connection | undefined
  isLive(): boolean
  goLive(): Promise<void>
}

export async function connectorRig(): Promise<Rig> {
  const [cache, world, server, web] = [await adasCache(), toyWorld(), new HarbourServer(), toyWeb()]
  const shown: Connection[] = []
  const network = { isOnline: true }
  const atKeys = new AtKeys(world.clock)
  const grounds = { atKeys, cache, world, web: web.client, dial: server.dial, deviceName: () => 'Test' }
  const connector = new Connector(grounds, { isOnline: () => network.isOnline }, (connection) =>
    shown.push(connection),
  )
  const now = () => shown.at(-1)
  const isLive = () => now()?.state === 'live'
  const goLive = async () => {
    connector.start()
    await until(isLive)
  }
  return { cache, world, server, web, connector, atKeys, shown, network, now, isLive, goLive }
}
