// Finding what was said. The whole search stands in the address; what it found, and the place in it, are kept, so that
// going to a post and back costs nothing.

import { createSignal, Match, Show, Switch } from 'solid-js'
import type { FoundPost } from '../actions/search.ts'
import type { AskedSearch } from '../components/asked-search.ts'
import { Page } from '../components/page.tsx'
import { SearchBox } from '../components/search-box.tsx'
import { rememberedSearch, rememberSearch } from '../components/search-memory.ts'
import { focusFirst, SearchResults } from '../components/search-results.tsx'
import { NothingAsked, NothingFound, SearchRefused, SearchStatus } from '../components/search-states.tsx'
import { setSought } from '../components/sought.ts'
import { useScrolled } from '../components/use-scrolled.ts'
import { useSearch } from '../components/use-search.ts'
import { t } from '../i18n/language.ts'
import '../styles/search.css'

export function SearchView() {
  const { text, setText, asked, ask, search, byRoom, arrange } = useSearch()
  const [element, setElement] = createSignal<HTMLElement>()
  useScrolled(element, asked)
  return (
    <Page title={t('searchPosts')}>
      <div class="search" ref={setElement}>
        <SearchBox
          text={text()}
          onText={setText}
          onEnter={() => ask()}
          onDown={focusFirst}
          autofocus={rememberedSearch(asked())?.chosen === undefined}
        />
        <Show when={search.findings ?? search.isBusy}>
          <div class="search-head">
            <SearchStatus findings={search.findings} isBusy={search.isBusy} />
            <Arrange byRoom={byRoom()} onArrange={arrange} />
          </div>
        </Show>
        <Outcome search={search} asked={asked()} byRoom={byRoom()} onText={setText} />
      </div>
    </Page>
  )
}

function Arrange(props: { byRoom: boolean; onArrange: (by: 'time' | 'room') => void }) {
  return (
    <fieldset class="search-arrange" aria-label={t('arrange')}>
      <button type="button" aria-pressed={!props.byRoom} onClick={() => props.onArrange('time')}>
        {t('byTime')}
      </button>
      <button type="button" aria-pressed={props.byRoom} onClick={() => props.onArrange('room')}>
        {t('byRoom')}
      </button>
    </fieldset>
  )
}

function Outcome(props: {
  search: AskedSearch
  asked: string
  byRoom: boolean
  onText: (text: string) => void
}) {
  const { search } = props
  const choose = (post: FoundPost) => {
    rememberSearch(props.asked, { chosen: post.id })
    setSought({ guid: post.guid, id: post.id, text: props.asked })
  }
  const isNothing = () => search.findings?.posts.length === 0 && !search.findings.isLooking && !search.isBusy
  return (
    <>
      <Show when={search.refused !== undefined}>
        <SearchRefused refused={search.refused} onRetry={() => search.begin()} />
      </Show>
      <Switch>
        <Match when={isNothing() && search.findings}>
          {(nothing) => <NothingFound text={props.asked} onText={props.onText} findings={nothing()} />}
        </Match>
        <Match when={search.findings}>
          {(found) => (
            <SearchResults
              posts={found().posts}
              byRoom={props.byRoom}
              hasMore={found().hasMore}
              isBusy={search.isBusy}
              onChoose={choose}
              onMore={() => search.more()}
            />
          )}
        </Match>
        <Match when={!search.isBusy && search.refused === undefined}>
          <NothingAsked text={props.asked} />
        </Match>
      </Switch>
    </>
  )
}
