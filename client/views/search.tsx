// Finding what was said. The whole search stands in the address; what it found, and the place in it, are kept, so that
// going to a post and back costs nothing.

import { createSignal, Match, Show, Switch } from 'solid-js'
import type { FoundPost } from '../actions/search.ts'
import { Page } from '../components/page.tsx'
import { SearchBox } from '../components/search-box.tsx'
import { rememberedSearch, rememberSearch } from '../components/search-memory.ts'
import { focusFirst, SearchResults } from '../components/search-results.tsx'
import { NothingAsked, NothingFound, SearchRefused, SearchStatus } from '../components/search-states.tsx'
import { setSought } from '../components/sought.ts'
import { useScrolled } from '../components/use-scrolled.ts'
import { type Searching, useSearch } from '../components/use-search.ts'
import { t } from '../i18n/language.ts'
import '../styles/search.css'

export function SearchView() {
  const search = useSearch()
  const [element, setElement] = createSignal<HTMLElement>()
  useScrolled(element, search.asked)
  return (
    <Page title={t('searchPosts')}>
      <div class="search" ref={setElement}>
        <SearchBox
          text={search.text()}
          onText={search.setText}
          onDown={focusFirst}
          autofocus={rememberedSearch(search.asked())?.chosen === undefined}
        />
        <Show when={search.findings() ?? search.isBusy()}>
          <div class="search-head">
            <SearchStatus findings={search.findings()} isBusy={search.isBusy()} />
            <Arrange byRoom={search.byRoom()} onArrange={search.arrange} />
          </div>
        </Show>
        <Outcome search={search} />
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

function Outcome(props: { search: Searching }) {
  const { findings, refused, isBusy, asked, setText, byRoom, more, again } = props.search
  const choose = (post: FoundPost) => {
    rememberSearch(asked(), { chosen: post.id })
    setSought({ guid: post.guid, id: post.id, text: asked() })
  }
  const isNothing = () => findings()?.posts.length === 0 && !findings()?.isLooking && !isBusy()
  return (
    <>
      <Show when={refused() !== undefined}>
        <SearchRefused refused={refused()} onRetry={again} />
      </Show>
      <Switch>
        <Match when={isNothing() && findings()}>
          {(nothing) => <NothingFound text={asked()} onText={setText} findings={nothing()} />}
        </Match>
        <Match when={findings()}>
          {(found) => (
            <SearchResults
              posts={found().posts}
              byRoom={byRoom()}
              hasMore={found().hasMore}
              isBusy={isBusy()}
              onChoose={choose}
              onMore={more}
            />
          )}
        </Match>
        <Match when={!isBusy() && refused() === undefined}>
          <NothingAsked text={asked()} />
        </Match>
      </Switch>
    </>
  )
}
