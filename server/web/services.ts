// What the web part is handed.

import type { IncomingMessage } from 'node:http'
import type { Health } from '#shared/web/health.ts'
import type { Admin } from '../admin/acts.ts'
import type { Channel } from '../channel/channel.ts'
import type { Downloads } from '../compliance/downloads.ts'
import type { Identity } from '../identity/identity.ts'
import type { Log } from '../logger.ts'
import type { Metrics } from '../metrics.ts'

export type WebServices = {
  /** See the table of configuration. */
  settings: {
    host: string
    port: number
    publicUrl: string | undefined
    domain: string
    poolUrls: string[] | undefined
    trustProxy: boolean
    version: string
    /** The built app. */
    appFolder: string
  }
  identity: Identity
  admin: Admin
  channel: Pick<Channel, 'management' | 'picker' | 'roomWeb' | 'addIns'>
  downloads: Downloads
  metrics: Metrics
  log: Log
  health(): Promise<Health>
  /** Only browsers send an Origin; absent passes. The same rule guards the socket. */
  isOwnOrigin(request: Pick<IncomingMessage, 'headers'>): boolean
  /** Does this Host always mean the machine itself? */
  isThisMachine(host: string): boolean
}
