// Changing a room. Only what was changed is sent, for the revision that was read; when somebody else was faster,
// the form takes what they did, keeps what I did, and says which is which.

import { createMemo, createResource, createSignal, Show } from 'solid-js'
import { modifyRoom, type RoomBeginning, type RoomCard, readCard, whereToMove } from '../actions/managing.ts'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { useAsking } from './asking.ts'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'
import { DisableRoom } from './disable-room.tsx'
import { EmptyState } from './empty-state.tsx'
import { FormSheet } from './form-sheet.tsx'
import { draftOf } from './room-card-draft.ts'
import { consequencesOf } from './room-consequences.ts'
import { changedFields, changesBetween, type Merged, mergeDrafts, take } from './room-draft.ts'
import { RoomForm } from './room-form.tsx'
import { closeRoomSheet } from './room-sheet.ts'
import { Sheet } from './sheet.tsx'
import { useRoomName } from './use-room-name.ts'

type Known = { card: RoomCard; beginning: RoomBeginning }

export function EditRoom(props: { guid: string; name: string }) {
  const [known] = createResource(
    () => props.guid,
    async (guid): Promise<Known> => {
      const card = await readCard(guid)
      return { card, beginning: await whereToMove(card) }
    },
  )
  const read = () => (known.error === undefined ? known.latest : undefined)
  return (
    <Show
      when={read()}
      fallback={
        <Sheet title={props.name} onClose={closeRoomSheet}>
          <Show
            when={known.error}
            fallback={<div class="sheet-wait spinner" role="status" aria-label={t('loading')} />}
          >
            {(refused) => <EmptyState icon="cloudOff" title={t('editRoom')} text={refusalOf(refused())} />}
          </Show>
        </Sheet>
      }
    >
      {(both) => <Form known={both()} />}
    </Show>
  )
}

type Meanwhile = Merged & { by: string; theirs: RoomCard }

function Form(props: { known: Known }) {
  const { beginning } = props.known
  const [card, setCard] = createSignal(props.known.card)
  const before = createMemo(() => draftOf(card()))
  const [draft, setDraft] = createSignal(before())
  const [meanwhile, setMeanwhile] = createSignal<Meanwhile | undefined>()
  const { error, setError } = useRoomName({
    name: () => draft().name,
    room: card().uri,
    unless: () => before().name,
  })
  const { asking, refusal, ask } = useAsking()
  const isChanged = createMemo(() => changedFields(before(), draft()).length > 0)
  const catchUp = async () => {
    const theirs = await readCard(card().id)
    const merged = mergeDrafts(before(), draft(), draftOf(theirs))
    setMeanwhile({ ...merged, by: theirs.updatedBy?.displayName ?? '', theirs })
    setCard(theirs)
    setDraft(merged.draft)
  }
  const save = async () => {
    try {
      await modifyRoom(card().id, { revision: card().revision, ...changesBetween(before(), draft()) })
      closeRoomSheet()
    } catch (refused) {
      if (!isStale(refused)) throw refused
      await catchUp()
    }
  }
  const submit = () => {
    if (draft().name.trim() === '') setError(t('roomNameMissing'))
    if (error() !== '') return
    if (isChanged()) void ask(save)
    else closeRoomSheet()
  }
  return (
    <FormSheet
      title={t('editRoom')}
      isChanged={isChanged()}
      asking={asking()}
      submit={{ name: t('saveChanges'), meanwhile: t('savingChanges') }}
      refusal={refusal()}
      note={isChanged() ? undefined : t('noChanges')}
      onSubmit={submit}
      onClose={closeRoomSheet}
    >
      <Show when={meanwhile()}>
        {(found) => (
          <ChangedMeanwhile
            by={found().by}
            taken={found().taken}
            clashing={found().clashing.map((field) => ({ field, theirs: draftOf(found().theirs)[field] }))}
            beginning={beginning}
            onTake={(field) => {
              setDraft((now) => {
                const next = { ...now }
                take(next, draftOf(found().theirs), field)
                return next
              })
              setMeanwhile({ ...found(), clashing: found().clashing.filter((each) => each !== field) })
            }}
          />
        )}
      </Show>
      <RoomForm
        draft={draft()}
        onChange={(change) => setDraft((now) => ({ ...now, ...change }))}
        categories={beginning.categories}
        addIns={beginning.addIns}
        room={card().uri}
        nameError={error()}
        consequences={consequencesOf(before(), draft())}
      />
      <DisableRoom card={card()} />
    </FormSheet>
  )
}

function isStale(refused: unknown): boolean {
  return refused instanceof Error && 'code' in refused && refused.code === 'DataCollision'
}
