// Keys on a post in focus, by the physical key, so that a Russian layout changes nothing: R replies, E edits, Enter or the
// menu key opens all the rest. On touch a long press does the same.

import type { Accessor } from 'solid-js'
import type { RoomItem } from '../state/rooms.ts'
import type { PostLine } from '../state/timeline-rows.ts'
import { perform } from './post-acts.ts'
import type { Choice } from './post-choices.ts'
import { choicesHere } from './post-choices-here.ts'
import { openPanel, spotOf } from './post-panel.ts'
import type { TimelineItem } from './timeline-items.ts'

const PRESS_MS = 450
const MOVED_PX = 10
const KEYS: Record<string, Exclude<Choice, 'react'> | undefined> = { KeyR: 'reply', KeyE: 'edit' }

type Log = { items: Accessor<TimelineItem[]>; room: () => RoomItem }

export function postKeys({ items, room }: Log) {
  const postOf = (target: EventTarget | null): { element: HTMLElement; post: PostLine } | undefined => {
    const element = target instanceof Element ? target.closest<HTMLElement>('.post') : null
    const key = element?.closest<HTMLElement>('[data-key]')?.dataset.key
    const row = items().find((item) => item.row.key === key)?.row
    return element && row?.row === 'post' ? { element, post: row } : undefined
  }
  const openMenu = (target: EventTarget | null): boolean => {
    const found = postOf(target)
    if (!found) return false
    const { guid, mayChat } = room()
    const chosen = { post: found.post, guid }
    openPanel({ show: 'menu', chosen, mayChat, spot: spotOf(found.element) })
    return true
  }
  const press = (event: KeyboardEvent) => {
    const found = postOf(event.target)
    if (!found || event.target !== found.element || isModified(event)) return
    const choice = KEYS[event.code]
    if (event.key === 'Enter' || event.key === 'ContextMenu') openMenu(event.target)
    else if (choice && choicesHere({ post: found.post, guid: room().guid }, room().mayChat).includes(choice))
      perform(choice, { post: found.post, guid: room().guid })
    else return
    event.preventDefault()
  }
  return { press, ...longPress(openMenu) }
}

function isModified({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey || shiftKey
}

/** A finger that rests on a post, and does not scroll. */
function longPress(openMenu: (target: EventTarget | null) => boolean) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let began = { x: 0, y: 0 }
  const end = () => clearTimeout(timer)
  return {
    onPointerDown: (event: PointerEvent) => {
      end()
      if (event.pointerType === 'mouse') return
      began = { x: event.clientX, y: event.clientY }
      timer = setTimeout(() => openMenu(event.target), PRESS_MS)
    },
    onPointerMove: (event: PointerEvent) => {
      if (Math.hypot(event.clientX - began.x, event.clientY - began.y) > MOVED_PX) end()
    },
    onPointerUp: end,
    onPointerCancel: end,
    /** The browser's own menu would come with the same press. */
    onContextMenu: (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' && openMenu(event.target)) event.preventDefault()
    },
  }
}
