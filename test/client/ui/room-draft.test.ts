// Editing a room that somebody else edits too.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ListedPrincipal } from '../../../client/actions/managing.ts'
import {
  changedFields,
  changesBetween,
  emptyDraft,
  mergeDrafts,
  type RoomDraft,
  wholeOf,
  withMembers,
  withPresenters,
} from '../../../client/components/room-draft.ts'

const PORT = 'ma-cat://localhost/00000000-0000-4000-8000-000000000001'
const person = (name: string): ListedPrincipal => ({
  uri: `sip:${name}@localhost`,
  displayName: name,
  kind: 'person',
})
const [ada, boris, chen, dora] = ['ada', 'boris', 'chen', 'dora'].map(person) as [
  ListedPrincipal,
  ListedPrincipal,
  ListedPrincipal,
  ListedPrincipal,
]
const base: RoomDraft = { ...emptyDraft(PORT), name: 'Harbour', members: [ada, boris], managers: [ada] }
const uris = (list: ListedPrincipal[]) => list.map(({ uri }) => uri)

describe('what is sent', () => {
  it('is only what was changed', () => {
    expect(changesBetween(base, base)).toEqual({})
    expect(changesBetween(base, { ...base, name: ' Quay ', members: [boris, ada, chen] })).toEqual({
      name: 'Quay',
      members: uris([boris, ada, chen]),
    })
  })

  it('has no list that does not count in such a room', () => {
    const open: RoomDraft = { ...base, privacy: 'open', presenters: [ada], invitations: false }
    expect(changesBetween(base, open)).toEqual({ privacy: 'open', invitations: 'false' })
    expect(wholeOf(open)).not.toHaveProperty('members')
    expect(wholeOf(open)).not.toHaveProperty('presenters')
    expect(wholeOf({ ...open, type: 'auditorium' })).toMatchObject({ presenters: uris([ada]) })
  })

  it('is no list that only stands in another order', () => {
    expect(changedFields(base, { ...base, members: [boris, ada] })).toEqual([])
  })
})

describe('a room that was changed meanwhile', () => {
  it('takes what they changed and keeps what I changed', () => {
    const mine = { ...base, description: 'All that floats', members: [ada, boris, chen] }
    const theirs = { ...base, name: 'Quay', members: [ada, dora] }
    const { draft, taken, clashing } = mergeDrafts(base, mine, theirs)
    expect(draft).toMatchObject({ name: 'Quay', description: 'All that floats' })
    expect(uris(draft.members)).toEqual(uris([ada, dora, chen]))
    expect(taken).toEqual(['name', 'members'])
    expect(clashing).toEqual([])
  })

  it('keeps mine where both changed the same, and says so', () => {
    const merged = mergeDrafts(base, { ...base, name: 'Mole' }, { ...base, name: 'Quay', privacy: 'secret' })
    expect(merged.draft).toMatchObject({ name: 'Mole', privacy: 'secret' })
    expect(merged).toMatchObject({ clashing: ['name'], taken: ['privacy'] })
  })

  it('has no clash where both did the same', () => {
    const both = { ...base, name: 'Quay' }
    expect(mergeDrafts(base, both, both)).toMatchObject({ draft: both, clashing: [] })
  })

  it('loses nobody that either side added, and keeps out whom either side took out', () => {
    const list = fc.uniqueArray(fc.constantFrom(ada, boris, chen, dora))
    fc.assert(
      fc.property(list, list, list, (before, mine, theirs) => {
        const merged = mergeDrafts(
          { ...base, managers: before },
          { ...base, managers: mine },
          { ...base, managers: theirs },
        ).draft.managers
        for (const each of [ada, boris, chen, dora]) {
          const isIn = (side: ListedPrincipal[]) => side.includes(each)
          const wanted = isIn(before) ? isIn(mine) && isIn(theirs) : isIn(mine) || isIn(theirs)
          expect(merged.includes(each)).toBe(wanted)
        }
        expect(new Set(merged).size).toBe(merged.length)
      }),
    )
  })
})

describe('presenters are members', () => {
  it('so a presenter is let in, where there are members', () => {
    const draft: RoomDraft = { ...base, type: 'auditorium' }
    expect(uris(withPresenters(draft, [chen]).members)).toEqual(uris([ada, boris, chen]))
    expect(withPresenters({ ...draft, privacy: 'open' }, [chen]).members).toEqual(draft.members)
  })

  it('so one who is taken out of the members presents no longer', () => {
    const draft: RoomDraft = { ...base, type: 'auditorium', presenters: [ada, boris] }
    expect(withMembers(draft, [boris])).toMatchObject({ members: [boris], presenters: [boris] })
  })
})
