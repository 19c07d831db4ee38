// What came and wants to be told: by one tab for all, which keeps what it told, or in a tab for whoever is at it.

import { type Alert, heldUpTo, readAlerts, readAlertsSince } from '../cache/alerts.ts'
import { cache } from '../cache/database.ts'
import { watch } from '../cache/live.ts'

export type { Alert }

/** Only one tab asks: each would tell it again. @returns a function that ends it */
export function onAlert(heard: (alert: Alert) => void): () => void {
  return hearing(() => readAlerts(cache), heard)
}

/** In this tab: what comes after what is held now. @returns a function that ends it */
export function onAlertHere(heard: (alert: Alert) => void): () => void {
  let end: (() => void) | undefined
  let isOver = false
  const begin = (since: number) => {
    if (!isOver) end = hearing(() => readAlertsSince(cache, since), heard)
  }
  heldUpTo(cache).then(begin, () => undefined)
  return () => {
    isOver = true
    end?.()
  }
}

/** Each of them once, also when it is said a moment later that it was told. */
function hearing(query: () => Promise<Alert[]>, heard: (alert: Alert) => void): () => void {
  const told = new Set<string>()
  const { matches, entries, rooms, prefs, facts, intents } = cache
  const take = (alerts: readonly Alert[]) => {
    for (const alert of alerts) {
      if (told.has(alert.key)) continue
      told.add(alert.key)
      heard(alert)
    }
  }
  return watch(cache, query, take, [matches, entries, rooms, prefs, facts, intents])
}
