// A room as one edits it: what of it is changed, and how one's changes go onto what somebody else made of it meanwhile.
// Pure. A list is merged by who was added and who was taken out, so that neither side's work is lost.

import type { Privacy, RoomType } from '#shared/room.ts'
import type { CategoryUri } from '#shared/uri.ts'
import type { ListedPrincipal } from '../actions/managing.ts'

export type RoomDraft = {
  name: string
  description: string
  category: CategoryUri
  privacy: Privacy
  type: RoomType
  /** False: the room never invites, whatever its category says. */
  invitations: boolean
  /** The id of a registered add-in. */
  addIn: string | null
  members: ListedPrincipal[]
  managers: ListedPrincipal[]
  presenters: ListedPrincipal[]
}

export type DraftField = keyof RoomDraft
export type ListField = 'members' | 'managers' | 'presenters'
export type PlainField = Exclude<DraftField, ListField>

const PLAIN: readonly PlainField[] = [
  'name',
  'description',
  'category',
  'privacy',
  'type',
  'invitations',
  'addIn',
]
const LISTS: readonly ListField[] = ['members', 'managers', 'presenters']

export function emptyDraft(category: CategoryUri): RoomDraft {
  return {
    ...{ name: '', description: '', category, privacy: 'closed', type: 'normal', invitations: true },
    ...{ addIn: null, members: [], managers: [], presenters: [] },
  }
}

/** An open room has no members, and only an auditorium has presenters: what was named for another kind does not count. */
function counts(list: ListField, { privacy, type }: RoomDraft): boolean {
  if (list === 'members') return privacy !== 'open'
  return list === 'managers' || type === 'auditorium'
}

const urisOf = (list: readonly ListedPrincipal[]) => list.map((each) => each.uri)

function isSameList(one: readonly ListedPrincipal[], other: readonly ListedPrincipal[]): boolean {
  const uris = new Set(urisOf(one))
  return uris.size === other.length && other.every(({ uri }) => uris.has(uri))
}

function isSameField(field: DraftField, one: RoomDraft, other: RoomDraft): boolean {
  if (isList(field)) return isSameList(one[field], other[field])
  return one[field] === other[field]
}

function isList(field: DraftField): field is ListField {
  return field === 'members' || field === 'managers' || field === 'presenters'
}

/** The fields in which `now` is another room than `before`. */
export function changedFields(before: RoomDraft, now: RoomDraft): DraftField[] {
  return [
    ...PLAIN.filter((field) => !isSameField(field, before, now)),
    ...LISTS.filter((list) => counts(list, now) && !isSameField(list, before, now)),
  ]
}

export type RoomChanges = {
  name?: string
  description?: string
  category?: CategoryUri
  privacy?: Privacy
  type?: RoomType
  invitations?: 'inherit' | 'false'
  addIn?: string | null
  members?: string[]
  managers?: string[]
  presenters?: string[]
}

/** Only what was changed, as the server takes it. */
export function changesBetween(before: RoomDraft, now: RoomDraft): RoomChanges {
  const sent = wholeOf(now)
  const changed = new Set<string>(changedFields(before, now))
  return Object.fromEntries(Object.entries(sent).filter(([field]) => changed.has(field)))
}

/** All that counts of a room, as the server takes it. */
export function wholeOf(draft: RoomDraft): RoomChanges & Pick<RoomDraft, 'name' | 'category'> {
  const { invitations, ...rest } = draft
  const lists = LISTS.filter((list) => counts(list, draft)).map((list) => [list, urisOf(draft[list])])
  const { members: _members, managers: _managers, presenters: _presenters, ...plain } = rest
  return {
    ...plain,
    name: plain.name.trim(),
    description: plain.description.trim(),
    invitations: invitations ? 'inherit' : 'false',
    ...Object.fromEntries(lists),
  }
}

export type Merged = {
  draft: RoomDraft
  /** What they changed and I had not touched: it is theirs now. */
  taken: DraftField[]
  /** What both changed in different ways: mine is kept, and this is said. */
  clashing: PlainField[]
}

/** Puts my changes of `base` onto what the room has become meanwhile. */
export function mergeDrafts(base: RoomDraft, mine: RoomDraft, theirs: RoomDraft): Merged {
  const draft: RoomDraft = { ...theirs }
  const byThem = [...PLAIN, ...LISTS].filter((field) => !isSameField(field, base, theirs))
  const clashing: PlainField[] = []
  for (const field of PLAIN) {
    if (isSameField(field, base, mine)) continue
    take(draft, mine, field)
    if (byThem.includes(field) && !isSameField(field, mine, theirs)) clashing.push(field)
  }
  for (const list of LISTS) draft[list] = mergeLists(base[list], mine[list], theirs[list])
  return { draft, taken: byThem.filter((field) => !clashing.some((clash) => clash === field)), clashing }
}

export function take<Field extends DraftField>(to: RoomDraft, from: RoomDraft, field: Field): void {
  to[field] = from[field]
}

function mergeLists(
  base: readonly ListedPrincipal[],
  mine: readonly ListedPrincipal[],
  theirs: readonly ListedPrincipal[],
): ListedPrincipal[] {
  const [before, kept] = [new Set(urisOf(base)), new Set(urisOf(mine))]
  const stay = theirs.filter(({ uri }) => kept.has(uri) || !before.has(uri))
  const there = new Set(urisOf(stay))
  return [...stay, ...mine.filter(({ uri }) => !before.has(uri) && !there.has(uri))]
}

/** Who presents in a room of members is one of them. */
export function withPresenters(draft: RoomDraft, presenters: ListedPrincipal[]): RoomDraft {
  const there = new Set(urisOf(draft.members))
  const missing = draft.privacy === 'open' ? [] : presenters.filter(({ uri }) => !there.has(uri))
  return { ...draft, presenters, members: [...draft.members, ...missing] }
}

/** Who is no longer a member presents no longer. */
export function withMembers(draft: RoomDraft, members: ListedPrincipal[]): RoomDraft {
  const there = new Set(urisOf(members))
  const gone = new Set(urisOf(draft.members).filter((uri) => !there.has(uri)))
  return { ...draft, members, presenters: draft.presenters.filter(({ uri }) => !gone.has(uri)) }
}
