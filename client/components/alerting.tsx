// All that tells a person at once of what they asked for. Loaded after the screen.

import { AlertAnnouncer } from './alert-announcer.tsx'
import { Notifier } from './notifier.ts'

export function Alerting() {
  return (
    <>
      <Notifier />
      <AlertAnnouncer />
    </>
  )
}
