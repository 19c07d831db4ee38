// What comes into the core of the mesh, and what it asks for. It has no clock, socket, disk or key of its own: whoever drives it
// tells the time with everything that happens, and does what it asks.

import type { Frame } from '#shared/mesh/frames.ts'
import type { PoolSigned } from '#shared/mesh/pool-signed.ts'
import type { SealedPost } from '#shared/post.ts'
import type { RoomUri } from '#shared/uri.ts'

export type Device = string
/** SHA-256 of what was signed, in base64url: what names a post where its id could be another's. */
export type Hash = string

/** A post that the pool has not given its place yet, as far as this device knows. */
export type OpenPost = {
  id: string
  room: RoomUri
  device: Device
  dseq: number
  hlc: string
  hash: Hash
  post: SealedPost
  /** The author's; undefined for an own post while there is none. */
  ticket: PoolSigned | undefined
}

/** Good when the key has signed the bytes. */
export type Check = { key: string | { kid: string }; bytes: Uint8Array; sig: string }

export type Happening =
  | { kind: 'tick' }
  /** `ready`: the pool answers. `slow`: it has not for a while. `gone`: there is no way to it. */
  | { kind: 'server'; is: 'ready' | 'slow' | 'gone' }
  /** From the pool: one's own ticket, and who else is there. */
  | { kind: 'room'; ticket: PoolSigned; epoch?: PoolSigned; head: number; present: Device[] }
  | { kind: 'room-left'; room: RoomUri }
  | { kind: 'head'; room: RoomUri; head: number }
  /** A channel is open; both certificates as the session descriptions told them. */
  | { kind: 'linked'; peer: Device; room: RoomUri; own: string; theirs: string; nonce: string }
  | { kind: 'unlinked'; peer: Device }
  | { kind: 'frame'; from: Device; text: string }
  /** One's own, and on the disk. */
  | { kind: 'sealed'; post: OpenPost }
  /** From the disk, after a start. */
  | { kind: 'recalled'; posts: (OpenPost & { isOwn: boolean })[] }
  /** The pool has taken it, or it came in the log. */
  | { kind: 'placed'; room: RoomUri; hashes: Hash[] }
  | { kind: 'kept'; hash: Hash }
  | { kind: 'handed-in'; room: RoomUri; answers: HandedIn[]; receipts: PoolSigned[] }
  | { kind: 'hand-in-failed'; room: RoomUri }
  | Proven

export type HandedIn = { hash: Hash; answer: 'accepted' | 'duplicate' | 'withheld' | 'retry' }

/** What follows when all checks of it were good. */
export type Proven =
  /** A check that did not hold. */
  | { kind: 'forged'; from: Device }
  | { kind: 'hello-proven'; from: Device; ticket: PoolSigned; nonce: string }
  | { kind: 'auth-proven'; from: Device }
  | { kind: 'auth-signed'; to: Device; sig: string }
  | { kind: 'ticket-proven'; from: Device; ticket: PoolSigned }
  | { kind: 'epoch-proven'; from: Device; statement: PoolSigned }
  /** Its hash is made together with the checks. */
  | { kind: 'post-proven'; from: Device; post: OpenPost; hops: number }
  | { kind: 'receipt-proven'; from: Device; receipt: PoolSigned }
  | { kind: 'present-proven'; from: Device; room: RoomUri; devices: { ticket: PoolSigned; age: number }[] }

export type Effect =
  | { do: 'send'; to: Device; frame: Frame }
  | { do: 'close'; to: Device; why: string }
  /** Frames of that device wait until it is done. What does not hold is told as `forged` instead. */
  | { do: 'check'; from: Device; checks: Check[]; proves: Proven }
  /** By the device's key, for the link to that device. */
  | { do: 'sign'; to: Device; bytes: Uint8Array }
  /** On disk for good, then `kept`. */
  | { do: 'keep'; post: OpenPost }
  /** The pool has them; nothing carries them any longer. */
  | { do: 'release'; room: RoomUri; placed: Placed[] }
  | { do: 'held'; room: RoomUri; hashes: Hash[]; by: Device }
  | { do: 'hand-in'; room: RoomUri; posts: OpenPost[] }
  /** No link to it, and there should be one. */
  | { do: 'dial'; peer: Device; room: RoomUri }

/** `seq` is null where only the log tells it. */
export type Placed = { hash: Hash; seq: number | null }
