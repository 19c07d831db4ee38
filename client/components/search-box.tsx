// The one field of a search. What a filter could say is suggested below it while one writes the filter.

import { createMemo, createSignal, onMount, Show } from 'solid-js'
import { SEARCH_CRITERIA_CHARS } from '#shared/limits.ts'
import { filtersIn } from '#shared/search/query.ts'
import { t } from '../i18n/language.ts'
import { COMPLETIONS_ID, CompletionList, completionId } from './completion-list.tsx'
import { Icon } from './icon.tsx'
import { known } from './known.ts'
import { AddFilters, FilterChips } from './search-filters.tsx'
import { filterAt, suggestionsFor, withFilter } from './search-text.ts'
import { useOtherPeople } from './use-other-people.ts'
import { type Suggestions, useSuggestions } from './use-suggestions.ts'
import '../styles/field.css'

export const SEARCH_BOX_ID = 'search-posts'

type Box = {
  text: string
  onText: (text: string) => void
  /** Now, and not a moment after the last key. */
  onEnter: () => void
  onDown: () => void
  autofocus: boolean
}

export function SearchBox(props: Box) {
  const [field, setField] = createSignal<HTMLInputElement>()
  const completion = useSuggestions({ element: field, type: props.onText }, filterAt, (asked) => {
    const others = useOtherPeople(asked)
    return createMemo(() => {
      const now = asked()
      if (!now) return []
      const { people, rooms } = known()
      const met = new Set(people.map(({ uri }) => uri))
      const all = [...people, ...others().filter(({ uri }) => !met.has(uri))]
      return suggestionsFor(now, { people: all, rooms, today: new Date() })
    })
  })
  const write = (text: string) => {
    const element = field()
    props.onText(text)
    if (!element) return
    element.value = text
    element.focus()
    element.setSelectionRange(text.length, text.length)
    completion.look()
  }
  onMount(() => props.autofocus && field()?.focus())
  return (
    <search class="search-box">
      <div class="search-line">
        <Field {...props} completion={completion} onClear={() => write('')} ref={setField} />
        <CompletionList completion={completion} />
      </div>
      <fieldset class="search-filters" aria-label={t('narrowDown')}>
        <FilterChips parts={filtersIn(props.text)} text={props.text} onText={write} />
        <AddFilters onAdd={(filter) => write(withFilter(props.text, filter, ''))} />
      </fieldset>
    </search>
  )
}

type FieldProps = Box & {
  completion: Suggestions
  onClear: () => void
  ref: (element: HTMLInputElement) => void
}

function Field(props: FieldProps) {
  const { completion } = props
  const suggested = () => (completion.found().length > 0 ? completionId(completion.at()) : undefined)
  const press = (event: KeyboardEvent) => {
    if (completion.press(event) || event.isComposing) return
    if (event.key === 'ArrowDown') props.onDown()
    else if (event.key === 'Enter') enter(event.currentTarget)
    else if (event.key === 'Escape' && props.text !== '') props.onClear()
    else return
    event.preventDefault()
  }
  const enter = (element: EventTarget | null) => {
    props.onEnter()
    // The soft keyboard would cover what is found.
    if (element instanceof HTMLElement && window.matchMedia('(pointer: coarse)').matches) element.blur()
  }
  return (
    <div class="field-box">
      <Icon name="search" />
      <input
        ref={props.ref}
        id={SEARCH_BOX_ID}
        type="text"
        inputmode="search"
        enterkeyhint="search"
        role="combobox"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        dir="auto"
        maxlength={SEARCH_CRITERIA_CHARS}
        aria-label={t('searchPosts')}
        aria-autocomplete="list"
        aria-expanded={suggested() !== undefined}
        aria-controls={COMPLETIONS_ID}
        aria-activedescendant={suggested()}
        placeholder={t('searchHint')}
        value={props.text}
        onInput={(event) => {
          props.onText(event.currentTarget.value)
          completion.look()
        }}
        onClick={completion.look}
        onKeyDown={press}
        onBlur={completion.leave}
      />
      <Show when={props.text !== ''}>
        <button
          type="button"
          class="icon-button"
          aria-label={t('clearSearch')}
          onClick={() => props.onClear()}
        >
          <Icon name="close" />
        </button>
      </Show>
    </div>
  )
}
