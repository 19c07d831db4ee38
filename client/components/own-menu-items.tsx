// The open menu. It mounts open, since it is loaded by the click that wants it.

import * as Menu from '@kobalte/core/dropdown-menu'
import { useNavigate } from '@solidjs/router'
import type { JSX } from 'solid-js'
import { t } from '../i18n/language.ts'
import '../styles/menu.css'
import { Icon } from './icon.tsx'
import { setOverlay } from './open-room.ts'

export function OwnMenuItems(props: { children: JSX.Element }) {
  const navigate = useNavigate()
  return (
    <Menu.Root defaultOpen modal={false} placement="top-start" gutter={6}>
      <Menu.Trigger class="own-menu">{props.children}</Menu.Trigger>
      <Menu.Content class="menu">
        <Menu.Item class="menu-item" onSelect={() => navigate('/settings')}>
          <Icon name="settings" />
          {t('settings')}
        </Menu.Item>
        <Menu.Item class="menu-item" onSelect={() => navigate('/outbox')}>
          <Icon name="tray" />
          {t('outbox')}
        </Menu.Item>
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
