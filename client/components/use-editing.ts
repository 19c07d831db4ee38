// Changing a room. Only what was changed is sent, for the revision that was read; when somebody else was faster,
// the form takes what they did, keeps what I did, and says which is which.

import { createMemo, createSignal } from 'solid-js'
import { modifyRoom, type RoomCard, readCard } from '../actions/managing.ts'
import { t } from '../i18n/language.ts'
import { useAsking } from './asking.ts'
import { draftOf } from './room-card-draft.ts'
import {
  changedFields,
  changesBetween,
  type Merged,
  mergeDrafts,
  type PlainField,
  type RoomDraft,
  take,
} from './room-draft.ts'
import { closeRoomSheet } from './room-sheet.ts'
import { useRoomName } from './use-room-name.ts'

/** What somebody else did before I saved. */
type Meanwhile = Pick<Merged, 'taken' | 'clashing'> & { by: string; theirs: RoomDraft }

export function useEditing(found: RoomCard) {
  const [card, setCard] = createSignal(found)
  const before = createMemo(() => draftOf(card()))
  const [draft, setDraft] = createSignal(before())
  const [meanwhile, setMeanwhile] = createSignal<Meanwhile | undefined>()
  const name = useRoomName({
    name: () => draft().name,
    room: found.uri,
    unless: () => before().name,
  })
  const { asking, refusal, ask } = useAsking()
  const isChanged = createMemo(() => changedFields(before(), draft()).length > 0)
  const catchUp = async () => {
    const now = await readCard(found.id)
    const theirs = draftOf(now)
    const { draft: merged, taken, clashing } = mergeDrafts(before(), draft(), theirs)
    setMeanwhile({ taken, clashing, theirs, by: now.updatedBy?.displayName ?? '' })
    setCard(now)
    setDraft(merged)
  }
  const send = async () => {
    try {
      await modifyRoom(found.id, { revision: card().revision, ...changesBetween(before(), draft()) })
      closeRoomSheet()
    } catch (refused) {
      if (!isStale(refused)) throw refused
      await catchUp()
    }
  }
  const save = () => {
    if (draft().name.trim() === '') name.setError(t('roomNameMissing'))
    if (name.error() !== '') return
    if (isChanged()) void ask(send)
    else closeRoomSheet()
  }
  const takeTheirs = (field: PlainField) => {
    const now = meanwhile()
    if (now === undefined) return
    const next = { ...draft() }
    take(next, now.theirs, field)
    setDraft(next)
    setMeanwhile({ ...now, clashing: now.clashing.filter((each) => each !== field) })
  }
  const change = (part: Partial<RoomDraft>) => setDraft((now) => ({ ...now, ...part }))
  return { card, before, draft, change, name, asking, refusal, isChanged, meanwhile, save, takeTheirs }
}

function isStale(refused: unknown): boolean {
  return refused instanceof Error && 'code' in refused && refused.code === 'DataCollision'
}
