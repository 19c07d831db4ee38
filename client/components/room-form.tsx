// What can be set of a room, for a new one and an existing one alike: what it is, who may enter, who may write, who manages.

import { createMemo, For, type JSX, Show } from 'solid-js'
import { DESCRIPTION_CHARS, NAME_CHARS } from '#shared/limits.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { AddInChoice, CategoryChoice } from '../actions/managing.ts'
import { t, tn } from '../i18n/language.ts'
import { Field } from './field.tsx'
import { myself } from './myself.ts'
import { RoomChoice } from './room-choice.tsx'
import type { RoomDraft } from './room-draft.ts'
import { RoomLists } from './room-lists.tsx'
import { Toggle } from './toggle.tsx'
import '../styles/room-form.css'

export type RoomFormProps = {
  draft: RoomDraft
  onChange: (change: Partial<RoomDraft>) => void
  /** Where it may be; without a choice nothing is asked. */
  categories: CategoryChoice[]
  addIns: AddInChoice[]
  /** Absent while it is being made. */
  room?: RoomUri
  nameError: string
  /** What a change of privacy, kind or category brings, said where it is made. */
  consequences?: { privacy: string[]; type: string[]; category: string[] }
}

const NEAR_THE_LIMIT_CHARS = 40

export function RoomForm(props: RoomFormProps) {
  const category = createMemo(() => props.categories.find(({ uri }) => uri === props.draft.category))
  return (
    <div class="room-form">
      <Field
        label={t('roomName')}
        value={props.draft.name}
        onText={(name) => props.onChange({ name })}
        error={props.nameError || undefined}
        hint={props.draft.name === '' ? t('roomNameHint') : charsLeft(props.draft.name, NAME_CHARS)}
        maxChars={NAME_CHARS}
        autofocus={props.room === undefined}
      />
      <Field
        label={t('roomDescription')}
        value={props.draft.description}
        onText={(description) => props.onChange({ description })}
        hint={
          props.draft.description === ''
            ? t('roomDescriptionHint')
            : charsLeft(props.draft.description, DESCRIPTION_CHARS)
        }
        maxChars={DESCRIPTION_CHARS}
      />
      <Show when={props.categories.length > 1}>
        <CategoryField {...props} />
      </Show>
      <RoomChoice
        legend={t('whoMayEnter')}
        kind="privacy"
        value={props.draft.privacy}
        onChoose={(privacy) => props.onChange({ privacy })}
      />
      <Consequences of={props.consequences?.privacy} />
      <RoomChoice
        legend={t('whoMayWrite')}
        kind="type"
        value={props.draft.type}
        onChoose={(type) => props.onChange({ type })}
      />
      <Consequences of={props.consequences?.type} />
      <RoomLists draft={props.draft} onChange={props.onChange} room={props.room} me={myself()} />
      <More {...props} mayInvite={category()?.invitations ?? true} />
    </div>
  )
}

function charsLeft(text: string, max: number): string | undefined {
  const left = max - text.length
  return left <= NEAR_THE_LIMIT_CHARS ? tn('charactersLeft', left) : undefined
}

function CategoryField(props: RoomFormProps) {
  return (
    <>
      <SelectField
        label={t('roomCategory')}
        hint={t('roomCategoryHint')}
        value={props.draft.category}
        options={props.categories.map(({ uri, name }) => [uri, name])}
        onChoose={(category) => props.onChange({ category })}
      />
      <Consequences of={props.consequences?.category} />
    </>
  )
}

function More(props: RoomFormProps & { mayInvite: boolean }) {
  return (
    <>
      <Toggle
        label={t('invitations')}
        hint={t(props.mayInvite ? 'invitationsText' : 'invitationsOffHere')}
        disabled={!props.mayInvite}
        on={props.mayInvite && props.draft.invitations}
        onToggle={(invitations) => props.onChange({ invitations })}
      />
      <Show when={props.addIns.length > 0}>
        <SelectField
          label={t('addIn')}
          hint={t('addInHint')}
          value={props.draft.addIn ?? ''}
          options={[
            ['', t('addInNone')],
            ...props.addIns.map(({ id, name }): [string, string] => [id, name]),
          ]}
          onChoose={(id) => props.onChange({ addIn: id === '' ? null : id })}
        />
      </Show>
    </>
  )
}

function SelectField(props: {
  label: string
  hint: string
  value: string
  options: [string, string][]
  onChoose: (value: string) => void
}): JSX.Element {
  return (
    <label class="field select-field">
      <span class="select-label">{props.label}</span>
      <select value={props.value} onChange={(event) => props.onChoose(event.currentTarget.value)}>
        <For each={props.options}>
          {([value, name]) => (
            <option value={value} selected={value === props.value}>
              {name}
            </option>
          )}
        </For>
      </select>
      <small class="field-hint">{props.hint}</small>
    </label>
  )
}

function Consequences(props: { of: string[] | undefined }) {
  return (
    <div class="consequences" role="status">
      <For each={props.of}>{(sentence) => <p>{sentence}</p>}</For>
    </div>
  )
}
