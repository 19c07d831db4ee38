// Changes a waiting post in its place. If it is sealed meanwhile, the refusal says so and the new text is kept here.

import { createSignal, onMount } from 'solid-js'
import { saysSomething } from '#shared/text.ts'
import { editQueued } from '../actions/posting.ts'
import { t } from '../i18n/language.ts'
import { refusalOf, tooMuchInserted } from '../i18n/refusals.ts'
import { settings } from '../state/settings.ts'
import { EditorButtons } from './editor-buttons.tsx'
import { GrowingText } from './growing-text.tsx'
import { isSendKey } from './keys.ts'
import { setEditing } from './open-room.ts'
import { sizeOf } from './post-size.ts'

export function QueuedEditor(props: {
  post: { id: string; text: string }
  onRefused: (sentence: string) => void
}) {
  const [text, setText] = createSignal(props.post.text)
  let field: HTMLTextAreaElement | undefined
  onMount(() => field?.focus())
  async function save(): Promise<void> {
    if (!saysSomething(text()) || sizeOf(text()).over > 0) return
    try {
      await editQueued(props.post.id, text())
      setEditing(undefined)
    } catch (refused) {
      props.onRefused(refusalOf(refused))
    }
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setEditing(undefined)
    else if (isSendKey(event, settings().enterSends)) void save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div class="queued-editor">
      <GrowingText
        text={text()}
        label={t('edit')}
        onText={setText}
        onTooMuch={(bytes) => props.onRefused(tooMuchInserted(bytes))}
        onKeyDown={press}
        ref={(element) => {
          field = element
        }}
      />
      <EditorButtons onCancel={() => setEditing(undefined)} onSave={() => void save()} />
    </div>
  )
}
