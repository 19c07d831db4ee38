// The field that finds people and groups while one types. The list belongs to it as to a combobox: focus stays in the
// field, arrows choose, Enter takes. Text that is a list of names goes to be looked up whole.

import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { ListedPrincipal } from '../actions/managing.ts'
import { t } from '../i18n/language.ts'
import { PrincipalMark } from './chips.tsx'
import { Icon } from './icon.tsx'
import { asideOfPrincipal, nameOfPrincipal, splitNames } from './principal-words.ts'
import { type PickerPlace, useEligible } from './use-eligible.ts'

type Picking = {
  id: string
  /** What the list is called to which is added. */
  list: string
  describedBy: string
  place: PickerPlace
  chosen: ListedPrincipal[]
  onPick: (principal: ListedPrincipal) => void
  onNames: (names: string[]) => void
}

const STEPS: Record<string, number | undefined> = { ArrowDown: 1, ArrowUp: -1 }

export function PickerField(props: Picking) {
  const finding = useEligible(
    () => props.place,
    () => props.chosen,
  )
  const [at, setAt] = createSignal(0)
  let list: HTMLElement | undefined
  createEffect(on(finding.found, () => setAt(0)))
  let isEager = false
  createEffect(on(finding.query, () => (isEager = false)))
  createEffect(on(finding.isLooking, (isLooking) => !isLooking && isEager && take(), { defer: true }))
  // The list hangs below the field, often below what is in sight of the sheet.
  createEffect(
    on([finding.isOpen, finding.found], ([isOpen]) => isOpen && list?.scrollIntoView({ block: 'nearest' })),
  )
  const found = () => (finding.isOpen() ? finding.found() : [])
  const optionId = (place: number) => `${props.id}-option-${place}`
  const pick = (principal: ListedPrincipal | undefined) => {
    if (!principal) return
    finding.setQuery('')
    props.onPick(principal)
  }
  const lookUp = (names: string[]) => {
    finding.setQuery('')
    props.onNames(names)
  }
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const step = STEPS[event.key]
    if (step) move(step)
    else if (event.key === 'Escape' && finding.isOpen()) finding.close()
    else if (event.key === 'Enter') take()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const move = (step: number) => {
    finding.open()
    const count = found().length
    setAt(count === 0 ? 0 : (at() + step + count) % count)
    document.getElementById(optionId(at()))?.scrollIntoView({ block: 'nearest' })
  }
  const take = () => {
    // What stands in the list now may still be the answer to fewer letters: Enter waits for the right one.
    isEager = finding.isLooking()
    if (isEager) return
    const wanted = found()[at()]
    if (wanted) pick(wanted)
    else lookUp(splitNames(finding.query()))
  }
  const paste = (event: ClipboardEvent) => {
    const names = splitNames(event.clipboardData?.getData('text/plain') ?? '')
    if (names.length < 2) return
    event.preventDefault()
    lookUp(names)
  }
  return (
    <div class="picker-field" onFocusOut={(event) => isLeaving(event) && finding.close()}>
      <div class="field-box">
        <Icon name="search" />
        <input
          id={props.id}
          type="text"
          role="combobox"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          placeholder={t('pickerHint')}
          aria-describedby={props.describedBy}
          aria-expanded={finding.isOpen()}
          aria-controls={`${props.id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={found().length > 0 ? optionId(at()) : undefined}
          value={finding.query()}
          onInput={(event) => finding.setQuery(event.currentTarget.value)}
          onClick={() => finding.open()}
          onKeyDown={press}
          onPaste={paste}
        />
      </div>
      <div
        class="picker-list"
        hidden={!finding.isOpen()}
        ref={(element) => {
          list = element
        }}
      >
        <div role="listbox" id={`${props.id}-list`} aria-label={t('addToList', { list: props.list })}>
          <For each={found()}>
            {(principal, place) => (
              <Option
                id={optionId(place())}
                principal={principal}
                selected={place() === at()}
                onPoint={() => setAt(place())}
                onPick={() => pick(principal)}
              />
            )}
          </For>
        </div>
        <Show when={finding.note()}>
          <p class="picker-note">{finding.note()}</p>
        </Show>
      </div>
    </div>
  )
}

function isLeaving(event: FocusEvent & { currentTarget: HTMLElement }): boolean {
  return !(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))
}

function Option(props: {
  id: string
  principal: ListedPrincipal
  selected: boolean
  onPoint: () => void
  onPick: () => void
}) {
  return (
    <button
      type="button"
      role="option"
      tabindex="-1"
      id={props.id}
      aria-selected={props.selected}
      onPointerMove={() => props.onPoint()}
      // The field keeps the focus, and with it the soft keyboard.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => props.onPick()}
    >
      <PrincipalMark principal={props.principal} />
      <bdi>{nameOfPrincipal(props.principal)}</bdi>
      <span class="picker-aside">{asideOfPrincipal(props.principal)}</span>
    </button>
  )
}
