// Records acts that are not posts: reads, joins, parts. What arrives together is committed together.
// A read is recorded before its answer is sent, so whoever answers waits for this.

import { randomUUID } from 'node:crypto'
import type { ComplianceEvent } from '../store/jobs/compliance.ts'
import type { Store } from '../store/store.ts'
import { createGroupCommit } from './group-commit.ts'

/** Whoever waits for a commit goes on when it is done, all in one turn of the event loop: so it may not be too many. */
const ACTS_PER_COMMIT = 128

export type Recorder = {
  /** Names this start of the server, for whoever has to find out what one that died did not record. */
  readonly life: string
  isOn(): boolean
  switch(to: 'on' | 'off'): Promise<void>
  record(...events: ComplianceEvent[]): Promise<void>
  /** Also while nothing else is recorded: what is done to the archive itself. */
  recordAnyway(...events: ComplianceEvent[]): Promise<void>
  settled(): Promise<void>
}

export async function createRecorder({
  store,
  clock,
}: {
  store: Store
  clock: { now(): number }
}): Promise<Recorder> {
  let on = (await store.compliance({})) === 'on'
  const commits = createGroupCommit<ComplianceEvent[], void>(
    async (groups) => {
      await store.record({ events: groups.flat() })
      return groups.map(() => ({ status: 'fulfilled', value: undefined }))
    },
    { maxItems: ACTS_PER_COMMIT },
  )

  return {
    life: randomUUID(),
    isOn: () => on,
    async switch(to) {
      // Switched on before it is stored and off after, so that no act falls between.
      if (to === 'on') on = true
      await store.setCompliance({ to, at: clock.now() })
      on = to === 'on'
    },
    async record(...events) {
      if (on && events.length > 0) await commits.add(events)
    },
    recordAnyway: (...events) => store.recordAnyway({ events }),
    settled: () => commits.settled(),
  }
}
