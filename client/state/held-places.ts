// Where each room was left, for as long as the tab lives, reloads included.

import { rememberedInTab } from '../cache/tab-memory.ts'

export type HeldPlace = { key: string; within: number }

export const heldPlaces: Map<string, HeldPlace> = new Map<string, HeldPlace>(
  rememberedInTab<HeldPlace>('places', () => [...heldPlaces]),
)
