// The rate at which people are let in, and who counts.

import { expect, test } from 'vitest'
import { createAdmission, PACE } from '../../../server/gateway/admission.ts'
import { AdmissionRefused, type Admitted } from '../../../server/identity/identity.ts'

const GENUINE = 'ours'
const deviceId = '01a0c44f-8100-7111-8222-333344445555'
const admitted = { person: { uri: 'sip:ada@localhost' }, sessionId: 'sign-in' } as Admitted

function knocks(times: number, admission: ReturnType<typeof createAdmission>, ticket: string) {
  const asked = Array.from({ length: times }, () => admission.admit({ ticket, deviceId }, (free) => free()))
  return Promise.allSettled(asked)
}

function openAdmission() {
  const identity: Parameters<typeof createAdmission>[0] = {
    async admit({ ticket }, genuine) {
      if (ticket !== GENUINE) throw new AdmissionRefused('rejected')
      genuine?.()
      return admitted
    },
  }
  return createAdmission(identity, PACE)
}

test('a stampede is slowed down', async () => {
  const outcomes = await knocks(3_000, openAdmission(), GENUINE)
  const busy = outcomes.filter((each) => each.status === 'rejected')
  expect(busy.length).toBeGreaterThan(1_000)
  expect(busy[0]).toMatchObject({ reason: { data: { diagnostic: 20000, retryAfterMs: expect.any(Number) } } })
})

test('strangers take nobody’s turn', async () => {
  const admission = openAdmission()
  const outcomes = await knocks(3_000, admission, 'forged')
  for (const each of outcomes) expect(each).toMatchObject({ reason: { data: { diagnostic: 20003 } } })
  expect(await knocks(100, admission, GENUINE)).toEqual(
    Array(100).fill({ status: 'fulfilled', value: admitted }),
  )
})

test('[P5.2] who comes with a hundred connections at once is let in with thirty-two, and again as they go', async () => {
  const admission = openAdmission()
  const gone: (() => void)[] = []
  const comes = (times: number) =>
    Promise.allSettled(
      Array.from({ length: times }, () =>
        admission.admit({ ticket: GENUINE, deviceId }, (free) => gone.push(free)),
      ),
    )

  const outcomes = await comes(100)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(32)
  expect(outcomes.at(-1)).toMatchObject({ reason: { data: { diagnostic: 20009 } } })

  for (const free of gone.splice(0, 2)) free()
  expect((await comes(5)).filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
})
