// What a person does with rooms: find, follow, open, read further back.

import { XccosError } from '#shared/errors.ts'
import type { Room } from '#shared/room.ts'

export type FoundRoom = Room & { followed: boolean }

function notYet(): Promise<never> {
  return Promise.reject(new XccosError('MsgNotSupported', 'This is not built yet.'))
}

export function findRooms(_criteria: string): Promise<{ rooms: FoundRoom[]; exceeded: boolean }> {
  return notYet()
}

export function followRoom(_uri: string): Promise<void> {
  return notYet()
}

export function unfollowRoom(_uri: string): Promise<void> {
  return notYet()
}

export function openRoom(_guid: string): Promise<void> {
  return notYet()
}

export function closeRoom(_guid: string): Promise<void> {
  return notYet()
}

export function loadOlder(_guid: string): Promise<void> {
  return notYet()
}

export function fillGap(_guid: string, _from: number, _to: number): Promise<void> {
  return notYet()
}
