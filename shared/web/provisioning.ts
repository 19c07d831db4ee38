// GET /api/provisioning: the in-band provisioning document, the original's group persistentChatConfiguration
// and ours in one flat object. Without EnablePersistentChat there is no ticket and the app hides the feature.

import * as v from 'valibot'
import { publicKeySchema } from '../bytes.ts'
import { personSchema } from '../person.ts'

export const provisioningSchema = v.object({
  EnablePersistentChat: v.boolean(),
  DefaultPersistentChatPoolUri: v.string(),
  PersistentChatPoolUris: v.array(v.string()),
  PersistentChatWebManagerUri: v.nullable(v.string()),
  domain: v.string(),
  /** officer: may read the archive, under /api/compliance. */
  user: v.object({ ...personSchema.entries, admin: v.boolean(), officer: v.optional(v.boolean(), false) }),
  /** Admits connections of this session, for two minutes. */
  ticket: v.nullable(v.string()),
  poolKeys: v.array(v.object({ kid: v.string(), publicKey: publicKeySchema })),
  mesh: v.object({ enabled: v.boolean() }),
  push: v.object({ enabled: v.boolean() }),
})
export type Provisioning = v.InferOutput<typeof provisioningSchema>
