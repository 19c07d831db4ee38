// What one looked for when a search led to a post: its words are marked there until one leaves the room.

import { createSignal } from 'solid-js'

export type Sought = { guid: string; id: string; text: string }

export const [sought, setSought] = createSignal<Sought | undefined>()
