// The few buttons over the post under one's hand. They lie on top of it, so nothing moves when they come and go.

import { Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { Icon } from './icon.tsx'
import { type Chosen, perform } from './post-acts.ts'
import { CHOICES, type Choice } from './post-choices.ts'
import { choicesHere } from './post-choices-here.ts'
import { openPanel, type PostPanel, panel, spotOf } from './post-panel.ts'
import '../styles/post-actions.css'

export function PostActions(props: { chosen: Chosen; mayChat: boolean }) {
  const may = (choice: Choice) => choicesHere(props.chosen, props.mayChat).includes(choice)
  const open = (show: PostPanel['show'], button: HTMLElement) =>
    openPanel({ show, chosen: props.chosen, mayChat: props.mayChat, spot: spotOf(button) })
  const isOpen = (show: PostPanel['show']) =>
    panel()?.show === show && panel()?.chosen.post.key === props.chosen.post.key
  return (
    <div class="post-actions" role="toolbar" aria-label={t('postActions')}>
      <Show when={may('react')}>
        <OneAction choice="react" expanded={isOpen('emoji')} onPress={(button) => open('emoji', button)} />
        <OneAction choice="reply" onPress={() => perform('reply', props.chosen)} />
      </Show>
      <Show when={may('edit')}>
        <OneAction choice="edit" onPress={() => perform('edit', props.chosen)} />
      </Show>
      <button
        type="button"
        class="post-action"
        aria-label={t('moreActions')}
        title={t('moreActions')}
        aria-haspopup="menu"
        aria-expanded={isOpen('menu')}
        onClick={(event) => open('menu', event.currentTarget)}
      >
        <Icon name="more" />
      </button>
    </div>
  )
}

function OneAction(props: { choice: Choice; expanded?: boolean; onPress: (button: HTMLElement) => void }) {
  return (
    <button
      type="button"
      class="post-action"
      aria-label={t(CHOICES[props.choice].name)}
      title={t(CHOICES[props.choice].name)}
      aria-haspopup={props.expanded === undefined ? undefined : 'dialog'}
      aria-expanded={props.expanded}
      onClick={(event) => props.onPress(event.currentTarget)}
    >
      <Icon name={CHOICES[props.choice].icon} />
    </button>
  )
}
