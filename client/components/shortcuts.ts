// Keys that work anywhere. They go by the physical key where a letter is meant, so a Russian layout changes nothing.

import { useLocation, useNavigate } from '@solidjs/router'
import { onCleanup, onMount } from 'solid-js'
import { overlay, setOverlay } from './open-room.ts'
import { roomBeside } from './room-beside.ts'
import { useListedRooms } from './use-listed-rooms.ts'

const REGIONS = ['rooms', 'place', 'log', 'composer', 'add-in', 'roster']

export function useShortcuts(): void {
  const navigate = useNavigate()
  const location = useLocation()
  const listed = useListedRooms()
  const press = (event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented) return
    if (isSwitcherKey(event)) return take(event, () => setOverlay(overlay() ? undefined : 'switcher'))
    if (overlay()) return
    if (isSearchKey(event)) return take(event, () => openSearch(location.pathname, navigate))
    if (event.key === 'F6') return take(event, () => focusRegion(event.shiftKey ? -1 : 1))
    if (event.key === '?' && !isTyping(event)) return take(event, () => setOverlay('help'))
    const step = event.altKey && !event.ctrlKey && !event.metaKey ? ROOM_STEPS[event.code] : undefined
    if (step === undefined) return
    const here = /^\/rooms\/([^/]+)/.exec(location.pathname)?.[1]
    const guid = roomBeside(listed(), here, { step, unread: event.shiftKey })
    take(event, () => guid && navigate(`/rooms/${guid}`))
  }
  onMount(() => window.addEventListener('keydown', press))
  onCleanup(() => window.removeEventListener('keydown', press))
}

const ROOM_STEPS: Record<string, 1 | -1 | undefined> = { ArrowUp: -1, ArrowDown: 1 }

function take(event: KeyboardEvent, act: () => unknown): void {
  event.preventDefault()
  act()
}

function isSwitcherKey(event: KeyboardEvent): boolean {
  return event.code === 'KeyK' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
}

function isSearchKey(event: KeyboardEvent): boolean {
  return event.code === 'KeyF' && (event.ctrlKey || event.metaKey) && !event.altKey && event.shiftKey
}

/** There already, what stands in the box is ready to be written over. */
function openSearch(path: string, navigate: (path: string) => void): void {
  const box = path === '/search' ? document.getElementById('search-posts') : null
  if (box instanceof HTMLInputElement) box.select()
  else navigate('/search')
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}

function focusRegion(step: 1 | -1): void {
  const regions = REGIONS.map((name) =>
    document.querySelector<HTMLElement>(`[data-region='${name}']`),
  ).filter((region) => region?.checkVisibility())
  const inside = document.activeElement
  const here = regions.findLastIndex((region) => region?.contains(inside))
  const next = regions[(here + step + regions.length) % regions.length]
  next?.focus()
}
