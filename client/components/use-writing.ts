// The text being written in one room: restored from its draft, saved at every key, gone only once the outbox has it.

import { createEffect, createSignal, on } from 'solid-js'
import { isPostable, saysSomething } from '#shared/text.ts'
import { type Extras, post, saveDraft } from '../actions/posting.ts'
import { tellTyping } from '../actions/typing.ts'
import { t } from '../i18n/language.ts'
import { refusalOf, tooMuchInserted } from '../i18n/refusals.ts'
import { type Composing, compose, composing } from '../state/composing.ts'
import { typedDraft, useDraft } from '../state/draft.ts'
import { known } from './known.ts'
import { mentionsIn } from './mentions.ts'
import { sizeOf } from './post-size.ts'

export function useWriting(guid: string) {
  const unsaved = typedDraft(guid)
  const [text, setText] = createSignal(unsaved ?? '')
  const [refusal, setRefusal] = createSignal('')
  const draft = useDraft(() => guid)
  let isTouched = unsaved !== undefined
  let heard = 0
  if (unsaved !== undefined) void saveDraft(guid, unsaved).catch(() => undefined)
  // The draft arrives once from the cache. Afterwards only another device's words take its place, and never while
  // somebody is writing here.
  createEffect(
    on(draft, (saved) => {
      const isNews = saved.heard > heard
      heard = saved.heard
      if (isNews ? !isBeingWritten() : !isTouched && text() === '') setText(saved.text)
    }),
  )
  const isBeingWritten = () => text() !== '' && isInComposer()
  const type = (next: string) => {
    isTouched = true
    setText(next)
    setRefusal('')
    void saveDraft(guid, next).catch(() => undefined)
    if (next !== '') void tellTyping(guid).catch(() => undefined)
  }
  const isStory = () => composing(guid).story !== undefined
  const size = () => sizeOf(text(), isStory())
  const maySend = () => saysSomething(text()) && size().over === 0
  const send = async () => {
    const written = text()
    if (!maySend()) return
    if (!isPostable(written)) {
      setRefusal(t('notPostable'))
      return
    }
    const beside = composing(guid)
    if (beside.story?.title.trim() === '') {
      setRefusal(t('storyNeedsTitle'))
      return
    }
    isTouched = true
    setText('')
    setRefusal('')
    try {
      await post(guid, written, extrasOf(beside, written))
      compose(guid, () => ({}))
      await saveDraft(guid, text())
    } catch (refused) {
      setText(text() === '' ? written : `${written}\n${text()}`)
      setRefusal(refusalOf(refused))
    }
  }
  const refuseInsert = (bytes: number) => setRefusal(tooMuchInserted(bytes))
  return { text, type, refuseInsert, send, maySend, refusal, size, isStory }
}

function extrasOf({ reply, alert, story }: Composing, text: string): Extras {
  const mentions = mentionsIn(text, known())
  return {
    ...(reply === undefined ? {} : { replyTo: reply.ref }),
    ...(alert ? { alert } : {}),
    ...(story === undefined ? {} : { story: { title: story.title.trim() } }),
    ...(mentions.length === 0 ? {} : { mentions }),
  }
}

function isInComposer(): boolean {
  return document.hasFocus() && Boolean(document.activeElement?.closest('[data-region=composer]'))
}
