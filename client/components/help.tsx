// The list of shortcuts, and how to search.

import { For } from 'solid-js'
import { type TextKey, t } from '../i18n/language.ts'
import { settings } from '../state/settings.ts'
import { setOverlay } from './open-room.ts'
import { SearchHelp } from './search-help.tsx'
import { Sheet } from './sheet.tsx'
import '../styles/help.css'

const ANYWHERE: [TextKey, string[]][] = [
  ['shortcutSwitcher', ['Ctrl', 'K']],
  ['shortcutSearch', ['Ctrl', 'Shift', 'F']],
  ['shortcutRooms', ['Alt', '↑ ↓']],
  ['shortcutUnread', ['Alt', 'Shift', '↑ ↓']],
  ['shortcutRegions', ['F6']],
  ['shortcutDivider', ['Esc']],
  ['shortcutEditLast', ['↑']],
  ['shortcutPostWalk', ['↑ ↓']],
  ['shortcutReply', ['R']],
  ['shortcutEdit', ['E']],
  ['shortcutPostMenu', ['Enter']],
  ['shortcutHelp', ['?']],
]

export function Shortcuts() {
  const all = (): [TextKey, string[]][] => [
    ...ANYWHERE,
    ['shortcutSend', settings().enterSends ? ['Enter'] : ['Ctrl', 'Enter']],
    ['shortcutNewline', settings().enterSends ? ['Shift', 'Enter'] : ['Enter']],
  ]
  return (
    <dl class="shortcuts">
      <For each={all()}>
        {([name, keys]) => (
          <div>
            <dt>{t(name)}</dt>
            <dd>
              <For each={keys}>{(key) => <kbd>{key}</kbd>}</For>
            </dd>
          </div>
        )}
      </For>
    </dl>
  )
}

export function Help() {
  return (
    <Sheet title={t('help')} onClose={() => setOverlay(undefined)}>
      <Shortcuts />
      <h3 class="help-part title">{t('helpSearch')}</h3>
      <SearchHelp />
    </Sheet>
  )
}
