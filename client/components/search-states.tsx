// What a search says besides its results: how many there are, where they come from, and why there are none.

import { Show } from 'solid-js'
import { filtersIn } from '#shared/search/query.ts'
import type { Findings } from '../actions/search.ts'
import { t, tn } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { EmptyState } from './empty-state.tsx'
import { Icon } from './icon.tsx'
import { Notice } from './notice.tsx'
import { SearchHelp } from './search-help.tsx'
import { withoutFilters } from './search-text.ts'

/** The number grows while the device is looked through; screen readers are told the last one. */
export function SearchStatus(props: { findings: Findings | undefined; isBusy: boolean }) {
  const isLooking = () => props.isBusy || props.findings?.isLooking === true
  return (
    <div class="search-status">
      <Show when={isLooking()}>
        <span class="spinner" />
      </Show>
      <span aria-hidden="true">{props.findings ? countOf(props.findings) : t('searching')}</span>
      <Show when={props.findings?.where === 'device'}>
        <span class="search-where">
          <Icon name="cloudOff" />
          {t('searchedDevice')}
        </span>
      </Show>
      <span class="unseen" role="status">
        {props.findings && !isLooking() ? countOf(props.findings) : t('searching')}
      </span>
    </div>
  )
}

function countOf({ total, isCut }: Findings): string {
  return tn(isCut ? 'foundMore' : 'foundPosts', total)
}

type Said = { text: string; onText: (text: string) => void }

export function NothingFound(props: Said & { findings: Findings }) {
  const filters = () => filtersIn(props.text)
  const hasRoom = () => filters().some(({ filter }) => filter === 'in')
  return (
    <EmptyState icon="search" title={t('noPostFits')} text={whyNothing(props.findings)}>
      <Show when={hasRoom()}>
        <button type="button" class="button" onClick={() => props.onText(withoutFilters(props.text, ['in']))}>
          {t('inAllRooms')}
        </button>
      </Show>
      <Show when={filters().length > (hasRoom() ? 1 : 0)}>
        <button type="button" class="button" onClick={() => props.onText(withoutFilters(props.text))}>
          {t('withoutFilters')}
        </button>
      </Show>
    </EmptyState>
  )
}

function whyNothing({ unknownPeople, unknownRooms, where }: Findings): string {
  const names = [
    ...unknownPeople.map((name) => t('nobodyCalled', { name })),
    ...unknownRooms.map((name) => t('noRoomCalled', { name })),
  ]
  if (names.length > 0) return names.join(' ')
  return t(where === 'device' ? 'nothingOnDevice' : 'noPostFitsText')
}

/** Before there is anything to look for. */
export function NothingAsked(props: { text: string }) {
  return (
    <Show
      when={props.text.trim() === ''}
      fallback={<EmptyState icon="search" title={t('needsWord')} text={t('needsWordText')} />}
    >
      <div class="search-how">
        <h2 class="title">{t('howTo')}</h2>
        <p>{t('howToText')}</p>
        <SearchHelp />
      </div>
    </Show>
  )
}

export function SearchRefused(props: { refused: unknown; onRetry: () => void }) {
  return (
    <div class="search-refused">
      <Notice look="danger">{refusalOf(props.refused)}</Notice>
      <button type="button" class="button" onClick={() => props.onRetry()}>
        {t('retry')}
      </button>
    </div>
  )
}
