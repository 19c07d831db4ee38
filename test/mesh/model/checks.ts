// What must hold once everything is mended, whatever went wrong before.

import { openSigned } from '#shared/post.ts'
import type { Stage } from './stage.ts'

export function breachesOf(stage: Stage): string[] {
  return [
    ...unsettled(stage),
    ...lost(stage),
    ...doubled(stage),
    ...forged(stage),
    ...diverged(stage),
    ...misattributed(stage),
  ]
}

function unsettled(stage: Stage): string[] {
  if (stage.isSettled()) return []
  return stage
    .live()
    .map(
      ({ member, isConnected, disk }) =>
        `${member.name} does not come to rest: connected ${isConnected}, ${disk.own.length} own, ${disk.carried.size} carried, ${disk.log.length} of ${stage.pool.log.length}`,
    )
}

/** What is on a disk that is there still, or was on any before its author's was lost, is in the log. */
function lost({ written, pool, devices, everHeld }: Stage): string[] {
  const there = new Set(pool.log.map(({ hash }) => hash))
  return written
    .filter(({ hash, i }) => !there.has(hash) && isOwed({ hash, i }))
    .map(({ hash, i }) => `lost: ${hash} of P${i}`)

  function isOwed({ hash, i }: { hash: string; i: number }): boolean {
    // The pool does not take what is handed in of somebody who was removed meanwhile.
    if (!pool.members.has(devices[i]?.id ?? '')) return false
    return devices[i]?.hasDisk === true || [...(everHeld.get(hash) ?? [])].some((at) => devices[at]?.hasDisk)
  }
}

function doubled({ pool }: Stage): string[] {
  const seen = new Set<string>()
  return pool.log.flatMap(({ device, id }) => {
    const name = `${device} ${id}`
    const isAgain = seen.has(name)
    seen.add(name)
    return isAgain ? [`twice in the log: ${name}`] : []
  })
}

function forged({ forger, pool, devices }: Stage): string[] {
  const texts = [
    ...pool.log.map(({ post }) => post.signed),
    ...devices
      .slice(1)
      .flatMap(({ disk, core }) => [
        ...[...disk.carried.values()].map(({ post }) => post.signed),
        ...[...(core?.state.rooms.values() ?? [])].flatMap(({ open }) => [...open.keys()]),
      ]),
  ]
  return texts
    .filter((text) => forger.made.has(text))
    .map((text) => `a forgery was taken: ${text.slice(0, 300)}`)
}

function diverged(stage: Stage): string[] {
  const log = stage.pool.log.map(({ hash }) => hash).join()
  return stage
    .live()
    .filter(({ disk }) => disk.log.map(({ hash }) => hash).join() !== log)
    .map(({ member }) => `${member.name} has another log`)
}

function misattributed({ pool, written, devices }: Stage): string[] {
  const authors = new Map(written.map(({ hash, i }) => [hash, devices[i]?.member.person]))
  return pool.log.flatMap(({ hash, post }) =>
    authors.get(hash) === openSigned(post.signed).author ? [] : [`not by whom it says: ${hash}`],
  )
}
