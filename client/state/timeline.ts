// The rows of a room's timeline. A row that did not change keeps its object, so the list redraws only what did.

import { createSignal } from 'solid-js'

export type TimelineRow =
  | {
      row: 'post'
      key: string
      seq: number
      id: string
      author: string
      authdisp: string
      mine: boolean
      text: string
      ts: number
      alert: boolean
    }
  | {
      row: 'tombstone'
      key: string
      seq: number
      ts: number
      gone: 'redacted' | 'purged' | 'withheld' | 'unlogged'
    }
  | { row: 'gap'; key: string; from: number; to: number }
  | {
      row: 'pending'
      key: string
      id: string
      text: string
      createdAt: number
      state: 'queued' | 'sending' | 'waiting' | 'failed'
      reason?: string
      canEdit: boolean
    }

export type Timeline = {
  rows: TimelineRow[]
  start: 'unknown' | 'reached'
  loadingOlder: boolean
  head: number
  /** My read marker when the room was opened. */
  markerOnOpen: number
}

export function useTimeline(guid: () => string): () => Timeline | undefined {
  const [timeline] = createSignal<Timeline | undefined>()
  return () => (guid() === '' ? undefined : timeline())
}
