// Client policy, after the original's CsPersistentChatPolicy: today one for the whole pool. Switching the feature
// off ends every connection at once, and no ticket issued before admits another.

import type { Store } from '../store/store.ts'
import type { Endings } from './endings.ts'
import type { Identity } from './identity.ts'

const ENABLED_KEY = 'enable_persistent_chat'

export function createPolicies(store: Store, endings: Endings): Pick<Identity, 'policy' | 'setPolicy'> {
  return {
    policy: async () => ({ enablePersistentChat: (await store.meta({ key: ENABLED_KEY })) !== 'no' }),
    async setPolicy({ enablePersistentChat }) {
      if (enablePersistentChat === undefined) return
      await store.setMeta({ key: ENABLED_KEY, value: enablePersistentChat ? 'yes' : 'no' })
      if (!enablePersistentChat) endings.tell({ everyone: true })
    },
  }
}
