// Client policy, after the original's CsPersistentChatPolicy: today one for the whole pool. Switching the feature
// off ends every connection at once, and no ticket issued before admits another.

import type { Store } from '../store/store.ts'
import type { Endings } from './endings.ts'
import type { Identity } from './identity.ts'

type Deps = { store: Store; endings: Endings; clock: { now(): number } }

export function createPolicies({ store, endings, clock }: Deps): Pick<Identity, 'policy' | 'setPolicy'> {
  return {
    policy: async () => ({
      enablePersistentChat: await store.persistentChat({}),
      mesh: await store.meshPolicy({}),
    }),
    async setPolicy({ enablePersistentChat, mesh }) {
      if (mesh) await store.setMeshPolicy({ change: mesh, at: clock.now() })
      if (enablePersistentChat === undefined) return
      await store.setPersistentChat({ enabled: enablePersistentChat, at: clock.now() })
      if (!enablePersistentChat) endings.tell({ everyone: true })
    },
  }
}
