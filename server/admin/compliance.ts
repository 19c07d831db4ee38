// Compliance: on, off, and how it goes.

import * as v from 'valibot'
import { defineAct } from './act.ts'

export const complianceActs = [
  defineAct(
    'compliance.set',
    v.strictObject({ to: v.picklist(['on', 'off']) }),
    async ({ channel, compliance }, { to }) => {
      await channel.recorder.switch(to)
      if (to === 'on') compliance.start()
      return { compliance: to }
    },
  ),
  defineAct('compliance.status', v.strictObject({}), async ({ channel, compliance }) => {
    const { events, oldestAt } = await compliance.backlog()
    const isOn = channel.recorder.isOn()
    return {
      compliance: isOn ? 'on' : 'off',
      waiting: events,
      oldest: oldestAt === null ? null : new Date(oldestAt).toISOString(),
      // Nothing was ever archived where it was never switched on, and then there is no archive to open.
      ...(isOn || events > 0 || (await compliance.hasArchived()) ? await compliance.status() : {}),
    }
  }),
]
