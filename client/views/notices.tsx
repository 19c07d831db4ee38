// Whole screens that say why there is nothing else to see.

import { A } from '@solidjs/router'
import type { JSX } from 'solid-js'
import { EmptyState } from '../components/empty-state.tsx'
import type { IconName } from '../components/icon-paths.ts'
import { LanguageSwitch } from '../components/language-switch.tsx'
import { Wordmark } from '../components/wordmark.tsx'
import { t } from '../i18n/language.ts'
import '../styles/notices.css'

function NoticePage(props: { icon: IconName; title: string; text: string; children?: JSX.Element }) {
  return (
    <main class="notice-page">
      <Wordmark />
      <EmptyState alone icon={props.icon} title={props.title} text={props.text}>
        {props.children}
      </EmptyState>
      <LanguageSwitch />
    </main>
  )
}

export function SetupNeeded() {
  return <NoticePage icon="server" title={t('setupNeededTitle')} text={t('setupNeededText')} />
}

export function SetUpDone() {
  return (
    <NoticePage icon="check" title={t('setupDoneTitle')} text={t('setupDoneText')}>
      <A href="/" class="button" data-look="main">
        {t('signIn')}
      </A>
    </NoticePage>
  )
}

export function Hidden() {
  return <NoticePage icon="secret" title={t('hiddenTitle')} text={t('hiddenText')} />
}

export function NotFound() {
  return (
    <EmptyState alone icon="search" title={t('notFound')} text={t('notFoundText')}>
      <A href="/" class="button" data-look="main">
        {t('toYourRooms')}
      </A>
    </EmptyState>
  )
}
