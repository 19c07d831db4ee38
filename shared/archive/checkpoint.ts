// A checkpoint: the pool's signed word on how many acts are archived and on all of them. Text, so that it can be kept on
// paper, in a mail, or with somebody who is trusted to keep it.

import * as v from 'valibot'

/** Put before the text when it is signed. */
export const CHECKPOINT_PREFIX = 'backchat.archive.v1\0'

export const checkpointSchema = v.strictObject({
  pool: v.string(),
  /** How many acts: the tree is over those with the numbers 1 to `size`. */
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Base64url of the tree's root, and of the last value of the chain. */
  root: v.string(),
  chain: v.string(),
  /** Milliseconds since 1970. */
  at: v.pipe(v.number(), v.safeInteger()),
})
export type Checkpoint = v.InferOutput<typeof checkpointSchema>
export type SignedCheckpoint = Checkpoint & { kid: string; sig: string }

/** The bytes that are signed: five lines. */
export function checkpointBytes({ pool, size, root, chain, at }: Checkpoint): Uint8Array {
  const lines = [pool, size, root, chain, new Date(at).toISOString()]
  return new TextEncoder().encode(`${CHECKPOINT_PREFIX}${lines.join('\n')}\n`)
}
