// Changes a post in its place. What is typed outlives the row, which is taken out of the page when it is scrolled away.

import { createSignal, onMount, Show } from 'solid-js'
import { editPost } from '../actions/amending.ts'
import { t } from '../i18n/language.ts'
import { refusalOf, tooMuchInserted } from '../i18n/refusals.ts'
import { settings } from '../state/settings.ts'
import type { PostLine } from '../state/timeline-rows.ts'
import { EditorButtons } from './editor-buttons.tsx'
import { GrowingText } from './growing-text.tsx'
import { isSendKey } from './keys.ts'
import { known } from './known.ts'
import { mentionsIn } from './mentions.ts'
import { setEditing } from './open-room.ts'
import { sizeOf } from './post-size.ts'

const unsaved = new Map<string, string>()

export function PostEditor(props: { post: PostLine; guid: string }) {
  const { id } = props.post
  const [text, setText] = createSignal(unsaved.get(id) ?? props.post.text)
  const [refusal, setRefusal] = createSignal('')
  let field: HTMLTextAreaElement | undefined
  onMount(() => {
    field?.focus({ preventScroll: true })
    field?.setSelectionRange(text().length, text().length)
  })
  const type = (next: string) => {
    unsaved.set(id, next)
    setText(next)
    setRefusal('')
  }
  const close = () => {
    unsaved.delete(id)
    setEditing(undefined)
    focusPost(id)
  }
  async function save(): Promise<void> {
    const { ref, story } = props.post
    if (ref === undefined || text().trim() === '' || sizeOf(text(), story !== undefined).over > 0) return
    if (text() === props.post.text) return close()
    const mentions = mentionsIn(text(), known())
    const named = mentions.length === 0 ? {} : { mentions }
    try {
      await editPost(props.guid, ref, { chat: text(), ...(story ? { story } : {}), ...named })
      close()
    } catch (refused) {
      setRefusal(refusalOf(refused))
    }
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
    else if (isSendKey(event, settings().enterSends)) void save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div class="queued-editor">
      <GrowingText
        text={text()}
        label={t('editPost')}
        onText={type}
        onTooMuch={(bytes) => setRefusal(tooMuchInserted(bytes))}
        onKeyDown={press}
        ref={(element) => {
          field = element
        }}
      />
      <Show when={refusal()}>
        <p class="composer-refusal" role="alert">
          {refusal()}
        </p>
      </Show>
      <EditorButtons onCancel={close} onSave={() => void save()} />
    </div>
  )
}

function focusPost(id: string): void {
  requestAnimationFrame(() => {
    const row = document.querySelector(`[data-key='${CSS.escape(id)}']`)
    row?.querySelector<HTMLElement>('.post')?.focus({ preventScroll: true })
  })
}
