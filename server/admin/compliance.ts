// Compliance: on, off, and how much waits.

import * as v from 'valibot'
import { defineAct } from './act.ts'

export const complianceActs = [
  defineAct(
    'compliance.set',
    v.strictObject({ to: v.picklist(['on', 'off']) }),
    async ({ channel }, { to }) => {
      await channel.recorder.switch(to)
      return { compliance: to }
    },
  ),
  defineAct('compliance.status', v.strictObject({}), async ({ channel, complianceBacklog }) => {
    const { events, oldestAt } = await complianceBacklog()
    return {
      compliance: channel.recorder.isOn() ? 'on' : 'off',
      waiting: events,
      oldest: oldestAt === null ? null : new Date(oldestAt).toISOString(),
    }
  }),
]
