// The form that changes a room, with what closes it down at its end.

import { createResource, Show } from 'solid-js'
import { type RoomBeginning, type RoomCard, readCard, whereToMove } from '../actions/managing.ts'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'
import { DisableRoom } from './disable-room.tsx'
import { FormSheet } from './form-sheet.tsx'
import { consequencesOf } from './room-consequences.ts'
import { RoomForm } from './room-form.tsx'
import { closeRoomSheet } from './room-sheet.ts'
import { useEditing } from './use-editing.ts'
import { WaitingSheet } from './waiting-sheet.tsx'

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
        <WaitingSheet
          title={props.name}
          because={known.error && { icon: 'cloudOff', title: t('editRoom'), text: refusalOf(known.error) }}
        />
      }
    >
      {(both) => <Form known={both()} />}
    </Show>
  )
}

function Form(props: { known: Known }) {
  const { beginning } = props.known
  const editing = useEditing(props.known.card)
  const { draft, isChanged, meanwhile, name } = editing
  return (
    <FormSheet
      title={t('editRoom')}
      isChanged={isChanged()}
      asking={editing.asking()}
      submit={{ name: t('saveChanges'), meanwhile: t('savingChanges') }}
      refusal={editing.refusal()}
      note={isChanged() ? undefined : t('noChanges')}
      onSubmit={editing.save}
      onClose={closeRoomSheet}
    >
      <Show when={meanwhile()}>
        {(found) => (
          <ChangedMeanwhile
            by={found().by}
            taken={found().taken}
            clashing={found().clashing.map((field) => ({ field, theirs: found().theirs[field] }))}
            beginning={beginning}
            onTake={editing.takeTheirs}
          />
        )}
      </Show>
      <RoomForm
        draft={draft()}
        onChange={editing.change}
        categories={beginning.categories}
        addIns={beginning.addIns}
        room={editing.card().uri}
        nameError={name.error()}
        consequences={consequencesOf(editing.before(), draft())}
      />
      <DisableRoom card={editing.card()} />
    </FormSheet>
  )
}
