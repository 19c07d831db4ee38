// A post as it is now: worked out whole of everything that is held about it, so that the order in which edits, removals,
// reactions and pins arrive, and how often, changes nothing. Pure.

import type { Reaction } from '#shared/amend.ts'
import { isPoolDevice, type PostRef } from '#shared/post.ts'
import type { AmendContent, AmendRow, EditedRow, PostRow, SnapshotRow, TombstoneRow } from './rows.ts'

type ContentOf<Kind extends AmendContent['kind']> = Extract<AmendContent, { kind: Kind }>
type About<Kind extends AmendContent['kind']> = AmendRow & { content: ContentOf<Kind> }

export function amended(
  post: PostRow,
  held: readonly AmendRow[],
  snapshot: SnapshotRow | undefined,
): PostRow | TombstoneRow {
  const about = held.filter((row) => isAbout(row, post)).sort((a, b) => a.seq - b.seq)
  const told = snapshot?.edit
  if (told !== undefined && !about.some(({ seq }) => seq === told.seq)) about.push(told)
  const removals = about.filter((row) => isOf(row, 'redact') || isOf(row, 'replace'))
  if (removals.length > 0) return tombstoneOf(post, removals)
  const { edited: _edited, reactions: _reactions, pinned: _pinned, ...rest } = post
  const edited = editedOf(post, about)
  const reactions = reactionsOf(about, snapshot)
  return {
    ...rest,
    ...(edited === undefined ? {} : { edited }),
    ...(reactions.length === 0 ? {} : { reactions }),
    ...(isPinned(about, snapshot) ? { pinned: 1 as const } : {}),
  }
}

/** What stands in the place of a post that is gone already, when its replacement comes. */
export function replaced(row: TombstoneRow, held: readonly AmendRow[], snapshot?: SnapshotRow): TombstoneRow {
  const about = held.filter((each) => each.about === row.id)
  if (snapshot?.edit !== undefined) about.push(snapshot.edit)
  const words = newest(about.filter((each) => isOf(each, 'replace')))?.content.chat
  return words === undefined ? row : { ...row, replacement: words }
}

function isAbout({ content }: AmendRow, post: PostRow): boolean {
  return 'target' in content && isThis(content.target, post)
}

function isThis(target: PostRef, { device, id }: PostRow): boolean {
  return target.id === id && target.device === device
}

function isOf<Kind extends AmendContent['kind']>(row: AmendRow, kind: Kind): row is About<Kind> {
  return row.content.kind === kind
}

function newest<Row extends AmendRow>(rows: readonly Row[]): Row | undefined {
  return rows.reduce<Row | undefined>((last, row) => (last && last.seq > row.seq ? last : row), undefined)
}

function tombstoneOf(post: PostRow, removals: AmendRow[]): TombstoneRow {
  const { room, seq, ts, id } = post
  const isByAdministrator = removals.some((row) => isPoolDevice(row.device))
  const gone = isByAdministrator ? ('purged' as const) : ('redacted' as const)
  return replaced({ room, seq, ts, id, kind: 'tombstone', gone, was: 'chat' }, removals)
}

export function saidIn({ chat, story, mentions }: Pick<PostRow, 'chat' | 'story' | 'mentions'>) {
  return {
    chat,
    ...(story === undefined ? {} : { story }),
    ...(mentions === undefined ? {} : { mentions }),
  }
}

function editedOf(post: PostRow, about: AmendRow[]): EditedRow | undefined {
  const edits = about.filter((row) => isOf(row, 'edit'))
  const last = newest(edits)
  if (last === undefined) return undefined
  const before = edits.filter(({ seq }) => seq < last.seq).sort((a, b) => a.seq - b.seq)
  const earlier = [
    { ...saidIn(post), ts: post.ts },
    ...before.map(({ content, ts }) => ({ ...saidIn(content), ts })),
  ]
  return { seq: last.seq, ts: last.ts, ...saidIn(last.content), earlier }
}

/** What a page told, and on top of it what came after that. */
function reactionsOf(about: AmendRow[], snapshot: SnapshotRow | undefined): Reaction[] {
  const { asOf = 0, all = [] } = snapshot?.reactions ?? {}
  const later = about.filter((row) => isOf(row, 'react')).filter(({ seq }) => seq > asOf)
  return later.reduce<Reaction[]>(
    (reactions, { author: uri, authdisp: displayName, content }) =>
      withReaction(reactions, { uri, displayName, emoji: content.emoji, on: content.on }),
    all,
  )
}

type OneReaction = { uri: string; displayName: string; emoji: string; on: boolean }

export function withReaction(reactions: readonly Reaction[], one: OneReaction): Reaction[] {
  const { uri, displayName, emoji, on } = one
  const before = reactions.find((each) => each.emoji === emoji) ?? { emoji, count: 0, people: [] }
  const isCounted = before.people.some((person) => person.uri === uri)
  const others = before.people.filter((person) => person.uri !== uri)
  if (on && isCounted) return [...reactions]
  const change = on ? 1 : isCounted || before.count > before.people.length ? -1 : 0
  const after = {
    emoji,
    count: before.count + change,
    people: on ? [...others, { uri, displayName }] : others,
  }
  const known = reactions.some((each) => each.emoji === emoji)
  const all = known ? reactions.map((each) => (each.emoji === emoji ? after : each)) : [...reactions, after]
  return all.filter(({ count }) => count > 0)
}

function isPinned(about: AmendRow[], snapshot: SnapshotRow | undefined): boolean {
  const last = newest(about.filter((row) => isOf(row, 'pin')))
  if (snapshot?.pin !== undefined && snapshot.pin.asOf >= (last?.seq ?? 0)) return snapshot.pin.on
  return last?.content.on ?? false
}
