// GET /api/health: 200 when this node can serve, 503 while starting, draining or broken.

import * as v from 'valibot'

export const healthSchema = v.object({
  status: v.picklist(['ok', 'starting', 'draining', 'broken']),
  /** While it is full nothing can be posted, and all can be read; what is damaged is not served. */
  storage: v.picklist(['ok', 'full', 'damaged']),
  version: v.string(),
  uptimeSeconds: v.number(),
  connections: v.number(),
  compliance: v.picklist(['off', 'on']),
  /** `behind`: what is recorded is not archived. `failing`: an adapter does not take what is archived. Nothing is lost by either. */
  archive: v.picklist(['ok', 'behind', 'failing']),
})
export type Health = v.InferOutput<typeof healthSchema>
