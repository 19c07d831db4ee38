// The window of a signed-in person: rooms on the left, one place on the right. On a phone one of the two is seen.

import { useNavigate } from '@solidjs/router'
import { type JSX, lazy, onCleanup, onMount, Show } from 'solid-js'
import { isNarrow, overlay } from '../components/open-room.ts'
import { readingSheet } from '../components/reading-sheet.ts'
import { roomSheet } from '../components/room-sheet.ts'
import { useShortcuts } from '../components/shortcuts.ts'
import { Sidebar } from '../components/sidebar.tsx'
import { StatusLine } from '../components/status-line.tsx'
import { Toasts } from '../components/toasts.tsx'
import { UpdateBar } from '../components/update-bar.tsx'
import { t } from '../i18n/language.ts'
import '../styles/frame.css'

const Overlays = lazy(() => import('../components/overlays.tsx').then((file) => ({ default: file.Overlays })))
const RoomSheets = lazy(() =>
  import('../components/room-sheets.tsx').then((file) => ({ default: file.RoomSheets })),
)
const Alerting = lazy(() => import('../components/alerting.tsx').then((file) => ({ default: file.Alerting })))
const ReadingSheets = lazy(() =>
  import('../components/reading-sheets.tsx').then((file) => ({ default: file.ReadingSheets })),
)

export function Frame(props: { path: string; children?: JSX.Element }) {
  useShortcuts()
  useNotified()
  return (
    <div class="frame" data-showing={showing(props.path)}>
      <button type="button" class="skip" onClick={goToPlace}>
        {t('skipToRoom')}
      </button>
      <Sidebar alone={isNarrow() && props.path === '/'} />
      <main class="place" id="place" tabindex="-1" data-region="place">
        {props.children}
      </main>
      <StatusLine />
      <UpdateBar />
      <Show when={overlay()}>
        <Overlays />
      </Show>
      <Show when={readingSheet()}>
        <ReadingSheets />
      </Show>
      <Toasts />
      <Alerting />
      <Show when={roomSheet()}>
        <RoomSheets />
      </Show>
    </div>
  )
}

/** A click on a notification comes by the service worker. The rest of notifying is loaded after the screen. */
function useNotified(): void {
  const navigate = useNavigate()
  const hear = ({ data }: MessageEvent<{ type?: string; address?: string }>) => {
    if (data.type === 'GO' && data.address?.startsWith('/rooms/')) navigate(data.address)
  }
  onMount(() => navigator.serviceWorker?.addEventListener('message', hear))
  onCleanup(() => navigator.serviceWorker?.removeEventListener('message', hear))
}

function showing(path: string): 'list' | 'room' | 'page' {
  if (path === '/') return 'list'
  return path.startsWith('/rooms/') ? 'room' : 'page'
}

function goToPlace(): void {
  document.getElementById('place')?.focus()
}
