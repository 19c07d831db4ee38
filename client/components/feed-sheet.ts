// Which feed is being made or changed.

import { createSignal } from 'solid-js'
import type { TopicFeed } from '../state/feeds.ts'

export const [feedSheet, setFeedSheet] = createSignal<TopicFeed | 'new' | undefined>()
