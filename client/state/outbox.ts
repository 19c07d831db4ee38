// Everything written here that the server has not taken yet, over all rooms, oldest first.

import { createSignal } from 'solid-js'

export type OutboxItem = {
  id: string
  room: string
  roomName: string
  text: string
  createdAt: number
  state: 'queued' | 'sending' | 'waiting' | 'failed'
  /** An error code. */
  reason?: string
  canEdit: boolean
}

const [outbox] = createSignal<OutboxItem[]>([])

export { outbox }
