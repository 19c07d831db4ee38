// The form of a topic feed: what to look for, from whom, and where. It needs no network.

import { useNavigate } from '@solidjs/router'
import { createMemo, createSignal, Show } from 'solid-js'
import { FEED_NAME_CHARS, FEED_WORDS_CHARS } from '#shared/feeds.ts'
import { type NewFeed, removeFeed, saveFeed } from '../actions/feeds.ts'
import { t } from '../i18n/language.ts'
import { EGO_FEED, type TopicFeed } from '../state/feeds.ts'
import { knownPeople } from '../state/people.ts'
import { rooms } from '../state/rooms.ts'
import { useAsking } from './asking.ts'
import { CheckList } from './check-list.tsx'
import { setFeedSheet } from './feed-sheet.ts'
import { Field } from './field.tsx'
import { FormSheet } from './form-sheet.tsx'
import { Icon } from './icon.tsx'
import { Toggle } from './toggle.tsx'
import '../styles/feed.css'

const BLANK: NewFeed = { name: '', words: '', all: false, authors: [], rooms: [], alert: true }
const close = () => setFeedSheet(undefined)

export function FeedForm(props: { feed: TopicFeed | undefined }) {
  const navigate = useNavigate()
  const { asking, refusal, setRefusal, ask } = useAsking()
  const { id: _, ...before } = { id: '', ...(props.feed ?? BLANK) }
  const [draft, setDraft] = createSignal<NewFeed>(before)
  const [isTried, setTried] = createSignal(false)
  const change = (part: Partial<NewFeed>) => setDraft((now) => ({ ...now, ...part }))
  const isChanged = createMemo(() => JSON.stringify(draft()) !== JSON.stringify(before))
  const save = () => {
    setTried(true)
    const { name, words, authors } = draft()
    const isAimless = words.trim() === '' && authors.length === 0
    setRefusal(isAimless ? t('feedNeedsWords') : '')
    if (isAimless || name.trim() === '') return
    void ask(async () => {
      const id = await saveFeed({ ...draft(), ...(props.feed ? { id: props.feed.id } : {}) })
      close()
      navigate(`/feeds/${id}`)
    })
  }
  return (
    <FormSheet
      title={t(props.feed ? 'editFeed' : 'newFeed')}
      isChanged={isChanged()}
      asking={asking()}
      submit={{ name: t('saveFeed'), meanwhile: t('savingFeed') }}
      refusal={refusal()}
      onSubmit={save}
      onClose={close}
    >
      <div class="feed-form">
        <Fields draft={draft()} onChange={change} isTried={isTried()} />
        <Show when={props.feed}>{(feed) => <RemoveFeed id={feed().id} />}</Show>
      </div>
    </FormSheet>
  )
}

function RemoveFeed(props: { id: string }) {
  const navigate = useNavigate()
  const remove = async () => {
    await removeFeed(props.id)
    close()
    navigate(`/feeds/${EGO_FEED}`)
  }
  return (
    <button type="button" class="button" data-look="quiet" onClick={() => void remove()}>
      <Icon name="trash" />
      {t('removeFeed')}
    </button>
  )
}

function Fields(props: { draft: NewFeed; onChange: (part: Partial<NewFeed>) => void; isTried: boolean }) {
  const people = createMemo(() =>
    knownPeople().map(({ uri, displayName }) => ({
      value: uri,
      name: displayName,
      aside: uri.replace('sip:', ''),
    })),
  )
  const places = createMemo(() => rooms().map(({ uri, name }) => ({ value: uri, name })))
  return (
    <>
      <Field
        label={t('feedName')}
        value={props.draft.name}
        onText={(name) => props.onChange({ name })}
        error={props.isTried && props.draft.name.trim() === '' ? t('feedNameMissing') : undefined}
        maxChars={FEED_NAME_CHARS}
        autofocus
      />
      <Field
        label={t('feedWords')}
        value={props.draft.words}
        onText={(words) => props.onChange({ words })}
        hint={t('feedWordsHint')}
        maxChars={FEED_WORDS_CHARS}
      />
      <Toggle
        label={t('feedAll')}
        hint={t('feedAllText')}
        on={props.draft.all}
        onToggle={(all) => props.onChange({ all })}
      />
      <CheckList
        label={t('feedPeople')}
        hint={t('feedPeopleHint')}
        choices={people()}
        chosen={props.draft.authors}
        onChange={(authors) => props.onChange({ authors })}
      />
      <CheckList
        label={t('feedRooms')}
        hint={t('feedRoomsHint')}
        choices={places()}
        chosen={props.draft.rooms}
        onChange={(chosen) => props.onChange({ rooms: chosen })}
      />
      <Toggle
        label={t('feedAlert')}
        hint={t('feedAlertText')}
        on={props.draft.alert}
        onToggle={(alert) => props.onChange({ alert })}
      />
    </>
  )
}
