// The form of a new room. It opens in the first category where one may create, closed, with oneself as its first member.

import { useNavigate } from '@solidjs/router'
import { createEffect, createMemo, createResource, createSignal, on, Show } from 'solid-js'
import { guidOf } from '#shared/uri.ts'
import { createRoom, type RoomBeginning, whereToCreate } from '../actions/managing.ts'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { connection } from '../state/connection.ts'
import { useAsking } from './asking.ts'
import { FormSheet } from './form-sheet.tsx'
import { myself } from './myself.ts'
import { changedFields, emptyDraft, type RoomDraft, wholeOf } from './room-draft.ts'
import { RoomForm } from './room-form.tsx'
import { closeRoomSheet } from './room-sheet.ts'
import { useRoomName } from './use-room-name.ts'
import { WaitingSheet, type WhyNotYet } from './waiting-sheet.tsx'

export function NewRoom() {
  const isLive = () => connection().state === 'live'
  const [beginning] = createResource(() => ({ isLive: isLive() }), whereToCreate)
  const known = () => (beginning.error === undefined ? beginning.latest : undefined)
  const first = () => known()?.categories[0]
  return (
    <Show
      when={first()}
      fallback={
        <WaitingSheet title={t('newRoom')} because={whyNot(beginning.error, known() !== undefined)} />
      }
    >
      {(category) => <Form beginning={known()} first={category().uri} />}
    </Show>
  )
}

/** There is nowhere to create, or it could not be asked. */
function whyNot(refused: unknown, isKnown: boolean): WhyNotYet | undefined {
  if (isKnown) return { icon: 'closed', title: t('nowhereToCreate'), text: t('nowhereToCreateText') }
  if (refused === undefined) return undefined
  return { icon: 'cloudOff', title: t('newRoom'), text: refusalOf(refused) }
}

function Form(props: { beginning: RoomBeginning | undefined; first: string }) {
  const navigate = useNavigate()
  const blank: RoomDraft = { ...emptyDraft(props.first), members: [myself()].flatMap((me) => me ?? []) }
  const [draft, setDraft] = createSignal(blank)
  const { error, setError } = useRoomName({ name: () => draft().name, unless: () => '' })
  const { asking, refusal, ask } = useAsking()
  const isChanged = createMemo(() => changedFields(blank, draft()).length > 0)
  const submit = () => {
    if (draft().name.trim() === '') setError(t('roomNameMissing'))
    if (error() === '') void ask(create)
  }
  const create = async () => {
    const uri = await createRoom(wholeOf(draft()))
    closeRoomSheet()
    navigate(`/rooms/${guidOf(uri)}`)
  }
  // An auditorium in which nobody may speak is no room; whoever makes it speaks first.
  createEffect(
    on(
      () => draft().type,
      (type) => {
        if (type === 'auditorium' && draft().presenters.length === 0)
          setDraft((now) => ({ ...now, presenters: blank.members }))
      },
      { defer: true },
    ),
  )
  return (
    <FormSheet
      title={t('newRoom')}
      isChanged={isChanged()}
      asking={asking()}
      submit={{ name: t('createRoom'), meanwhile: t('creatingRoom') }}
      refusal={refusal()}
      onSubmit={submit}
      onClose={closeRoomSheet}
    >
      <RoomForm
        draft={draft()}
        onChange={(change) => setDraft((now) => ({ ...now, ...change }))}
        categories={props.beginning?.categories ?? []}
        addIns={props.beginning?.addIns ?? []}
        nameError={error()}
      />
    </FormSheet>
  )
}
