// In-band provisioning: everything a client needs before it opens its socket. The original's SUBSCRIBE.

import { type Provisioning, provisioningSchema } from '#shared/web/provisioning.ts'
import { callerRoute, originOf } from '../route.ts'

export const provisioning = callerRoute({
  method: 'GET',
  path: '/api/provisioning',
  summary: 'The provisioning document',
  details:
    'PersistentChatPoolUris are the addresses of the pool, to be tried in shuffled order. ticket admits a connection ' +
    'for two minutes: hand it in as auth.ticket of the Socket.IO handshake, with auth.deviceId. poolKeys are the ' +
    'Ed25519 keys by which the pool signs, the next one announced ahead. EnablePersistentChat false hides the feature ' +
    'and comes without a ticket.',
  reply: { status: 200, schema: provisioningSchema },
  errors: [],
  async run({ caller, services, request }): Promise<Provisioning> {
    const { identity, settings } = services
    const own = originOf(request, settings.publicUrl)
    const pool = settings.poolUrls ?? [own]
    const { enablePersistentChat, mesh } = await identity.policy()
    const { uri, displayName, admin, officer } = caller.person
    return {
      EnablePersistentChat: enablePersistentChat,
      DefaultPersistentChatPoolUri: pool[0] ?? own,
      PersistentChatPoolUris: pool,
      PersistentChatWebManagerUri: null,
      domain: settings.domain,
      user: { uri, displayName, admin, officer },
      ticket: enablePersistentChat ? await identity.issueTicket(caller) : null,
      poolKeys: await identity.poolKeys(),
      mesh: { enabled: mesh.mode !== 'off' },
      push: { enabled: false },
    }
  },
})
