// Whoever writes to the archive beside the program is found out by what else there is: what was signed, and what was told.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { ComplianceFixture, DAY_MS } from '../../support/compliance-fixture.ts'

let made: ComplianceFixture
beforeEach(async () => {
  made = await ComplianceFixture.open()
})
afterEach(() => made.close())

test('[P22.7] an end that was cut off is told, and nothing is signed in its place', async () => {
  const compliance = made.service()
  for (let act = 0; act < 4; act += 1) await made.happens('sign-in')
  const { checkpoint } = await compliance.run()
  await made.db.deleteFrom('checkpoints').execute()
  expect((await compliance.verify()).findings).toEqual([{ what: 'gone from the archive', size: 5 }])
  for (const table of ['events', 'nodes'] as const) await made.db.deleteFrom(table).execute()
  const { findings } = await compliance.verify()
  expect(findings).toContainEqual({ what: 'missing', number: 5 })
  expect(findings).toContainEqual({ what: 'not what was signed', size: 5 })
  await expect(compliance.run()).rejects.toThrow('The archive ends at 0, and 5 events were signed')
  await made.store.setMeta({
    key: 'compliance_checkpoint',
    value: JSON.stringify({ ...checkpoint, size: 0 }),
  })
  const elsewhere = checkpoint ? [checkpoint] : []
  expect((await compliance.verify(elsewhere)).findings, 'somebody kept it').toContainEqual({
    ...{ what: 'missing', number: 5 },
  })
})

test('[P22.10] a hold or a rule that is not as the archive tells of it is found', async () => {
  const compliance = made.service()
  const about = { reason: 'A case', caseId: null, person: null, room: null, from: null, to: null }
  await compliance.addHold({ ...about, id: '1', name: 'The crane', person: 'sip:ada@q' })
  await compliance.addHold({ ...about, id: '2', name: 'The quay', room: 'ma-chan://q/quay', from: 5 })
  await compliance.releaseHold('The quay')
  const room = { of: 'room', name: 'ma-chan://q/quay' } as const
  await compliance.setRetention({ scope: { of: 'pool' }, keepMs: DAY_MS })
  await compliance.setRetention({ scope: room, keepMs: null })
  await compliance.clearRetention(room)
  expect((await compliance.verify()).findings).toEqual([])
  await made.db.updateTable('holds').set({ person: 'sip:bob@q' }).where('id', '=', '1').execute()
  await made.db.updateTable('retention').set({ keep_ms: 0 }).execute()
  expect((await compliance.verify()).findings).toEqual([
    { what: 'a hold is not as it was told', of: 'The crane' },
    { what: 'a rule is not as it was told', of: 'pool' },
  ])
  await made.db.deleteFrom('holds').execute()
  await made.db.deleteFrom('retention').execute()
  expect((await compliance.verify()).findings).toHaveLength(2)
})
