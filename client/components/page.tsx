// A place of the frame that is not a room: a head with the way back, and content in one column.

import { A } from '@solidjs/router'
import { type JSX, onMount } from 'solid-js'
import { t } from '../i18n/language.ts'
import '../styles/page.css'
import { Icon } from './icon.tsx'
import { setOpenRoomName } from './open-room.ts'

export function Page(props: { title: string; lead?: string; children: JSX.Element }) {
  onMount(() => setOpenRoomName(undefined))
  return (
    <section class="page" aria-label={props.title}>
      <header class="page-head">
        <A href="/" class="icon-button only-narrow" aria-label={t('back')}>
          <Icon name="back" />
        </A>
        <h1 class="title">{props.title}</h1>
      </header>
      <div class="page-body">
        {props.lead ? <p class="page-lead">{props.lead}</p> : null}
        {props.children}
      </div>
    </section>
  )
}
