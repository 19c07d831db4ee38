// Choosing people and groups: those chosen stand as chips, a few letters find more, and a pasted list of names is
// looked up whole, each name that cannot be added with its reason.

import { createUniqueId, Show } from 'solid-js'
import type { ListedPrincipal } from '../actions/managing.ts'
import { t } from '../i18n/language.ts'
import { Chips } from './chips.tsx'
import { PastedNames } from './pasted-names.tsx'
import { PickerField } from './picker-field.tsx'
import { nameOfPrincipal } from './principal-words.ts'
import type { PickerPlace } from './use-eligible.ts'
import { usePasting } from './use-pasting.ts'
import '../styles/picker.css'

export function PeoplePicker(props: {
  label: string
  hint: string
  /** What is missing or unwise about the list as it stands. */
  warning?: string | undefined
  place: PickerPlace
  chosen: ListedPrincipal[]
  onChange: (chosen: ListedPrincipal[]) => void
}) {
  const id = createUniqueId()
  const add = (added: readonly ListedPrincipal[]) => {
    const there = new Set(props.chosen.map(({ uri }) => uri))
    const fresh = added.filter(({ uri }) => !there.has(uri))
    if (fresh.length > 0) props.onChange([...props.chosen, ...fresh])
    return fresh
  }
  const pasting = usePasting(() => props.place, add)
  const remove = (gone: ListedPrincipal) => {
    props.onChange(props.chosen.filter(({ uri }) => uri !== gone.uri))
    pasting.say(t('chosenRemoved', { name: nameOfPrincipal(gone) }))
  }
  return (
    <div class="field picker" data-role={props.place.role}>
      <label for={id}>{props.label}</label>
      <Show when={props.chosen.length > 0}>
        <Chips label={props.label} chosen={props.chosen} fieldId={id} onRemove={remove} />
      </Show>
      <PickerField
        id={id}
        list={props.label}
        describedBy={`${id}-hint`}
        place={props.place}
        chosen={props.chosen}
        onPick={(principal) => {
          add([principal])
          pasting.say(t('chosenAdded', { name: nameOfPrincipal(principal) }))
        }}
        onNames={(names) => void pasting.lookUp(names)}
      />
      <p class="field-hint" id={`${id}-hint`}>
        {props.warning ?? props.hint}
      </p>
      <PastedNames pasting={pasting} />
      <p class="unseen" role="status">
        {pasting.said()}
      </p>
    </div>
  )
}
