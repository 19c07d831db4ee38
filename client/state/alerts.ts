// What came and wants to be told. Only one tab asks: each would tell it again.

import { type Alert, readAlerts } from '../cache/alerts.ts'
import { cache } from '../cache/database.ts'
import { watch } from '../cache/live.ts'

export type { Alert }

/** Hears each of them once, also when it is said a moment later that it was told. @returns a function that ends it */
export function onAlert(heard: (alert: Alert) => void): () => void {
  const told = new Set<string>()
  const { matches, entries, rooms, prefs, facts, intents } = cache
  return watch(
    cache,
    () => readAlerts(cache),
    (alerts) => {
      for (const alert of alerts) {
        if (told.has(alert.key)) continue
        told.add(alert.key)
        heard(alert)
      }
    },
    [matches, entries, rooms, prefs, facts, intents],
  )
}
