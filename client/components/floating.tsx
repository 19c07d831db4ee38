// A small panel beside what opened it; on a phone a sheet from below instead. Esc, or a press outside, closes it and gives
// the focus back.

import { type JSX, onCleanup, onMount, Show } from 'solid-js'
import { isNarrow } from './open-room.ts'
import type { Spot } from './post-panel.ts'
import { Sheet } from './sheet.tsx'
import '../styles/floating.css'

const GAP_PX = 6
const EDGE_PX = 8

type Floating = { title: string; spot: Spot; onClose: () => void; children: JSX.Element }

export function Floating(props: Floating) {
  return (
    <Show when={isNarrow()} fallback={<Panel {...props} />}>
      <Sheet title={props.title} onClose={props.onClose}>
        {props.children}
      </Sheet>
    </Show>
  )
}

function Panel(props: Floating) {
  let panel: HTMLDivElement | undefined
  const before = document.activeElement
  onMount(() => {
    panel?.showPopover()
    if (panel) place(panel, props.spot)
    // What is inside may take the focus itself.
    if (!panel?.contains(document.activeElement)) panel?.querySelector<HTMLElement>('input, button')?.focus()
  })
  onCleanup(() => {
    const isElsewhere = document.activeElement !== document.body && !panel?.contains(document.activeElement)
    if (!isElsewhere && before instanceof HTMLElement && before.isConnected) before.focus()
  })
  return (
    <div
      ref={(element) => {
        panel = element
      }}
      class="floating"
      popover="auto"
      onToggle={(event: ToggleEvent) => event.newState === 'closed' && props.onClose()}
    >
      {props.children}
    </div>
  )
}

/** Below what opened it, or above when there is no room; never past an edge of the window. */
function place(panel: HTMLElement, spot: Spot): void {
  const { offsetWidth: width, offsetHeight: height } = panel
  const wanted = isLeft(spot) ? spot.left : spot.right - width
  const left = Math.min(Math.max(wanted, EDGE_PX), window.innerWidth - width - EDGE_PX)
  const below = spot.bottom + GAP_PX
  const isRoomBelow = below + height <= window.innerHeight - EDGE_PX
  const top = isRoomBelow ? below : Math.max(spot.top - GAP_PX - height, EDGE_PX)
  panel.style.left = `${left}px`
  panel.style.top = `${top}px`
}

/** What opens it stands in the left half of the window: then it grows to the right. */
function isLeft({ left, right }: Spot): boolean {
  return left + right < window.innerWidth
}
