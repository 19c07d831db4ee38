// A room's card as the form takes it.

import type { RoomCard } from '../actions/managing.ts'
import type { RoomDraft } from './room-draft.ts'

export function draftOf(card: RoomCard): RoomDraft {
  const { name, description, privacy, type, managers } = card
  return {
    ...{ name, description, privacy, type, managers },
    category: card.category.uri,
    invitations: card.invitations === 'inherit',
    addIn: card.addIn?.id ?? null,
    members: card.members ?? [],
    presenters: card.presenters,
  }
}
