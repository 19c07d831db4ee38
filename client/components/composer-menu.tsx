// What the + opens. The emoji take the menu's place.

import { createSignal, onMount, Show } from 'solid-js'
import { type TextKey, t } from '../i18n/language.ts'
import { compose, composing } from '../state/composing.ts'
import { EmojiPicker } from './emoji-picker.tsx'
import { Floating } from './floating.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { walkMenu } from './menu-keys.ts'
import type { Spot } from './post-panel.ts'
import '../styles/menu.css'

type Menu = {
  guid: string
  spot: Spot
  onInsert: (text: string) => void
  onClose: () => void
  onDone: () => void
}

export function ComposerMenu(props: Menu) {
  const [shown, show] = createSignal<'menu' | 'emoji'>('menu')
  const end = () => {
    props.onClose()
    props.onDone()
  }
  const insert = (emoji: string) => {
    props.onClose()
    props.onInsert(emoji)
  }
  return (
    <Show
      when={shown() === 'menu'}
      fallback={
        <Floating title={t('insertEmoji')} spot={props.spot} onClose={props.onClose}>
          <EmojiPicker onPick={insert} />
        </Floating>
      }
    >
      <Floating
        title={t('addToPost')}
        spot={props.spot}
        onClose={() => shown() === 'menu' && props.onClose()}
      >
        <Choices guid={props.guid} onEmoji={() => show('emoji')} onDone={end} onClose={props.onClose} />
      </Floating>
    </Show>
  )
}

function Choices(props: { guid: string; onEmoji: () => void; onDone: () => void; onClose: () => void }) {
  let menu: HTMLDivElement | undefined
  onMount(() => menu?.querySelector<HTMLElement>('button')?.focus())
  const now = () => composing(props.guid)
  const important = () => {
    compose(props.guid, ({ alert, ...rest }) => (alert ? rest : { ...rest, alert: true }))
    props.onDone()
  }
  const story = () => {
    compose(props.guid, ({ story: held, ...rest }) => (held ? rest : { ...rest, story: { title: '' } }))
    props.onDone()
  }
  return (
    <div
      class="post-menu"
      role="menu"
      aria-label={t('addToPost')}
      onKeyDown={(event) => menu && walkMenu(event, menu, props.onClose)}
      ref={(element) => {
        menu = element
      }}
    >
      <Toggle
        icon="alert"
        name="important"
        text="importantText"
        checked={now().alert ?? false}
        onPress={important}
      />
      <Toggle
        icon="story"
        name="writeStory"
        text="writeStoryText"
        checked={now().story !== undefined}
        onPress={story}
      />
      <Item icon="smile" name="insertEmoji" onPress={() => props.onEmoji()} />
    </div>
  )
}

type Entry = { icon: IconName; name: TextKey; onPress: () => void }

function Item(props: Entry) {
  return (
    <button
      type="button"
      role="menuitem"
      class="menu-item"
      tabindex="-1"
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
      onClick={() => props.onPress()}
    >
      <Icon name={props.icon} />
      {t(props.name)}
    </button>
  )
}

function Toggle(props: Entry & { text: TextKey; checked: boolean }) {
  return (
    <button
      type="button"
      role="menuitemcheckbox"
      aria-checked={props.checked}
      class="menu-item"
      tabindex="-1"
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
      onClick={() => props.onPress()}
    >
      <Icon name={props.icon} />
      <span class="menu-words">
        {t(props.name)}
        <span class="menu-aside">{t(props.text)}</span>
      </span>
      <Show when={props.checked}>
        <Icon name="check" />
      </Show>
    </button>
  )
}
