// What goes wrong in a schedule, and when: drawn from its seed, written as a script that peers of any kind can be put through.

import type { Timeline } from './timeline.ts'

export type Fault = { t: number } & (
  | { do: 'server.kill'; for: number }
  | { do: 'server.mute'; for: number }
  | { do: 'server.losesAnswers'; share: number; for: number }
  | { do: 'net.partition'; island: number[]; for: number }
  | { do: 'peer.crash'; i: number; for: number }
  | { do: 'peer.loseDisk'; i: number; for: number }
  | { do: 'peer.revoke'; i: number }
  | { do: 'peer.cutOff'; i: number; for: number }
)
export type Script = { peers: number; lastsMs: number; posts: { t: number; i: number }[]; faults: Fault[] }

export type Size = { peers: number; posts: number; lastsMs: number }

const MUTE_MS = 800

/** Each is what goes wrong at one time, which may be several things one after the other. */
function troubles(time: Timeline, { peers, lastsMs }: Size): (() => Fault[])[] {
  const at = () => time.between(1_000, lastsMs - 5_000)
  const some = () => time.random.below(peers)
  const lasting = () => time.between(500, lastsMs / 3)
  const island = () => Array.from({ length: peers }, (_, i) => i).filter(() => time.chance(0.4))
  return [
    () => [{ t: at(), do: 'server.kill', for: lasting() }],
    () => outageWith(at(), lasting(), (t, ms) => ({ t, do: 'peer.loseDisk', i: some(), for: ms })),
    () => outageWith(at(), lasting(), (t, ms) => ({ t, do: 'peer.crash', i: some(), for: ms })),
    () => outageWith(at(), lasting(), (t, ms) => ({ t, do: 'net.partition', island: island(), for: ms })),
    () => [{ t: at(), do: 'server.losesAnswers', share: 0.3, for: lasting() }],
    () => [{ t: at(), do: 'peer.crash', i: some(), for: lasting() }],
    () => [{ t: at(), do: 'peer.cutOff', i: some(), for: lasting() }],
    () => [{ t: at(), do: 'peer.revoke', i: some() }],
  ]
}

/** It commits what it never answers for, is gone, and meanwhile something else happens. */
function outageWith(t: number, ms: number, other: (t: number, ms: number) => Fault): Fault[] {
  return [
    { t: t - MUTE_MS, do: 'server.mute', for: MUTE_MS },
    { t, do: 'server.kill', for: ms },
    other(t + ms / 2, ms / 2),
  ]
}

export function scriptOf(time: Timeline, size: Size): Script {
  const kinds = troubles(time, size)
  const faults = Array.from({ length: time.between(2, 6) }, () => time.pick(kinds)?.() ?? []).flat()
  const writes = Array.from({ length: size.posts }, () => ({
    t: time.between(1_000, size.lastsMs - 5_000),
    i: time.random.below(size.peers),
  }))
  const inOrder = (one: { t: number }, other: { t: number }) => one.t - other.t
  const { peers, lastsMs } = size
  return { peers, lastsMs, posts: writes.sort(inOrder), faults: faults.sort(inOrder) }
}
