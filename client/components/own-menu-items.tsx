// The open menu. It mounts open, since it is loaded by the click that wants it.

import * as Menu from '@kobalte/core/dropdown-menu'
import { useNavigate } from '@solidjs/router'
import { For, type JSX, Show } from 'solid-js'
import { CHOSEN_STATES, type ChosenState } from '#shared/presence.ts'
import { chooseState } from '../actions/presence.ts'
import { t } from '../i18n/language.ts'
import { ownChoice } from '../state/own-state.ts'
import '../styles/menu.css'
import { Icon } from './icon.tsx'
import { amOfficer } from './myself.ts'
import { setOverlay } from './open-room.ts'
import { PresenceDot, STATE_WORDS } from './presence-dot.tsx'

/** How others see me: kept, and the same on every device. */
function States() {
  return (
    <Menu.RadioGroup
      value={ownChoice()}
      onChange={(chosen) => void chooseState(chosen as ChosenState)}
      aria-label={t('ownState')}
    >
      <For each={CHOSEN_STATES}>
        {(state) => (
          <Menu.RadioItem class="menu-item" value={state} closeOnSelect>
            <PresenceDot state={state} silent />
            <span class="menu-words">{t(STATE_WORDS[state])}</span>
            <Menu.ItemIndicator>
              <Icon name="check" />
            </Menu.ItemIndicator>
          </Menu.RadioItem>
        )}
      </For>
    </Menu.RadioGroup>
  )
}

export function OwnMenuItems(props: { children: JSX.Element }) {
  const navigate = useNavigate()
  return (
    <Menu.Root defaultOpen modal={false} placement="top-start" gutter={6}>
      <Menu.Trigger class="own-menu">{props.children}</Menu.Trigger>
      <Menu.Content class="menu">
        <States />
        <Menu.Separator class="menu-line" />
        <Menu.Item class="menu-item" onSelect={() => navigate('/settings')}>
          <Icon name="settings" />
          {t('settings')}
        </Menu.Item>
        <Menu.Item class="menu-item" onSelect={() => navigate('/outbox')}>
          <Icon name="tray" />
          {t('outbox')}
        </Menu.Item>
        <Show when={amOfficer()}>
          <Menu.Item class="menu-item" onSelect={() => navigate('/archive')}>
            <Icon name="archive" />
            {t('archive')}
          </Menu.Item>
        </Show>
        <Menu.Item class="menu-item" onSelect={() => setOverlay('help')}>
          <Icon name="help" />
          {t('help')}
        </Menu.Item>
        <Menu.Separator class="menu-line" />
        <Menu.Item class="menu-item" onSelect={() => setOverlay('sign-out')}>
          <Icon name="leave" />
          {t('signOut')}
        </Menu.Item>
      </Menu.Content>
    </Menu.Root>
  )
}
