// The page around sign-in and set-up: the form, and beside it on wide windows what Backchat promises.

import { For, type JSX } from 'solid-js'
import { type TextKey, t } from '../i18n/language.ts'
import '../styles/door-page.css'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { Mark } from './logo.tsx'
import { Wordmark } from './wordmark.tsx'

const PROMISES: { icon: IconName; title: TextKey; text: TextKey }[] = [
  { icon: 'archive', title: 'promiseHistory', text: 'promiseHistoryText' },
  { icon: 'cloudOff', title: 'promiseOffline', text: 'promiseOfflineText' },
  { icon: 'server', title: 'promiseYours', text: 'promiseYoursText' },
]

export function DoorPage(props: { title: string; lead: string; children: JSX.Element }) {
  return (
    <div class="door">
      <main class="door-main">
        <Wordmark />
        <div class="door-form">
          <h1 class="title">{props.title}</h1>
          <p class="door-lead">{props.lead}</p>
          {props.children}
        </div>
        <LanguageSwitch />
      </main>
      <aside class="door-side" aria-label={t('about')}>
        <Mark />
        <ul>
          <For each={PROMISES}>
            {(promise) => (
              <li>
                <Icon name={promise.icon} />
                <div>
                  <h2 class="title">{t(promise.title)}</h2>
                  <p>{t(promise.text)}</p>
                </div>
              </li>
            )}
          </For>
        </ul>
      </aside>
    </div>
  )
}
