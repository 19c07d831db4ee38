// The filters of a search as buttons: those that are set, to be taken out, and those that could be added.

import { For } from 'solid-js'
import type { Filter, FilterPart } from '#shared/search/query.ts'
import { t } from '../i18n/language.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { nameOfPart } from './search-names.ts'
import { withoutPart } from './search-text.ts'

const ADDED: [filter: Filter, icon: IconName][] = [
  ['from', 'people'],
  ['in', 'open'],
  ['after', 'clock'],
  ['before', 'clock'],
  ['has', 'link'],
]
const ADD = {
  from: 'byPerson',
  in: 'byPlace',
  after: 'sinceDay',
  before: 'beforeDay',
  has: 'byKind',
} as const
const CHIP = {
  from: 'chipFrom',
  in: 'chipIn',
  after: 'chipAfter',
  before: 'chipBefore',
  has: 'chipHas',
} as const

export function FilterChips(props: { parts: FilterPart[]; text: string; onText: (text: string) => void }) {
  const said = (part: FilterPart) => t(CHIP[part.filter], { value: nameOfPart(part) })
  return (
    <For each={props.parts}>
      {(part) => (
        <button
          type="button"
          class="filter-chip"
          data-set
          aria-label={t('removeFilter', { filter: said(part) })}
          onClick={() => props.onText(withoutPart(props.text, part))}
        >
          <bdi>{said(part)}</bdi>
          <Icon name="close" />
        </button>
      )}
    </For>
  )
}

export function AddFilters(props: { onAdd: (filter: Filter) => void }) {
  return (
    <For each={ADDED}>
      {([filter, icon]) => (
        <button type="button" class="filter-chip" onClick={() => props.onAdd(filter)}>
          <Icon name={icon} />
          {t(ADD[filter])}
        </button>
      )}
    </For>
  )
}
