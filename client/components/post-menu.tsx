// Everything one may do with a post, as a menu: arrows walk, letters jump by name, Enter chooses.

import { For, onMount } from 'solid-js'
import { t } from '../i18n/language.ts'
import { Floating } from './floating.tsx'
import { Icon } from './icon.tsx'
import { walkMenu } from './menu-keys.ts'
import { perform } from './post-acts.ts'
import { CHOICES, type Choice } from './post-choices.ts'
import { choicesHere } from './post-choices-here.ts'
import { closePanel, openPanel, type PostPanel } from './post-panel.ts'
import '../styles/menu.css'

export function PostMenu(props: { panel: PostPanel }) {
  let menu: HTMLDivElement | undefined
  onMount(() => menu?.querySelector<HTMLElement>('[role=menuitem]')?.focus())
  const choose = (choice: Choice) => {
    const opened = props.panel
    closePanel()
    if (choice === 'react') openPanel({ ...opened, show: 'emoji' })
    else perform(choice, opened.chosen)
  }
  return (
    <Floating title={t('postActions')} spot={props.panel.spot} onClose={closePanel}>
      <div
        class="post-menu"
        role="menu"
        aria-label={t('postActions')}
        onKeyDown={(event) => menu && walkMenu(event, menu, closePanel)}
        ref={(element) => {
          menu = element
        }}
      >
        <For each={choicesHere(props.panel.chosen, props.panel.mayChat)}>
          {(choice) => (
            <button
              type="button"
              role="menuitem"
              class="menu-item"
              tabindex="-1"
              data-look={choice === 'remove' ? 'danger' : undefined}
              onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
              onClick={() => choose(choice)}
            >
              <Icon name={CHOICES[choice].icon} />
              {t(CHOICES[choice].name)}
            </button>
          )}
        </For>
      </div>
    </Floating>
  )
}
