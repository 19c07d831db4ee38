// What an officer says of what is kept holds what it says, whatever things are called and whoever looks.

import { expect } from 'vitest'
import type { ArchivedEvent } from '../../server/compliance/archived.ts'
import { archives, run } from '../support/archive-scene.ts'
import { conversation } from '../support/conversation.ts'
import type { TestApp } from '../support/start-app.ts'

/** The address of no room. */
const anotherThan = (room: string) => room.replace(/.$/, (last) => (last === '0' ? '1' : '0'))

async function found(app: TestApp, question: Record<string, unknown>): Promise<ArchivedEvent[]> {
  const { events } = (await app.admin('compliance.search', question)) as { events: { event: string }[] }
  return events.map(({ event }) => JSON.parse(event) as ArchivedEvent)
}

conversation('[P22.9] a category’s rule stays its own under another name', async ({ ada, app }) => {
  await archives(app, [])
  await ada.joins('Harbour')
  await ada.posts('The crane fell')
  const rule = { category: 'Port', days: null }
  await app.admin('compliance.retention.set', rule)
  await app.admin('compliance.retention.set', { everything: true, days: 0 })
  await expect(app.admin('compliance.retention.set', { days: 0 })).rejects.toMatchObject({
    code: 'InvalidArgument',
  })
  await app.admin('category.set', { category: 'Port', name: 'Quays' })
  await app.admin('room.set', { room: 'Harbour', description: 'Mind the crane' })
  for (const _ of ['to archive it', 'to let go']) await run(app)
  expect(await found(app, { words: 'crane', kinds: ['chat'] })).toHaveLength(1)
  expect(await app.admin('compliance.retention.list')).toMatchObject({
    rules: [{ scope: { of: 'category', called: 'Quays' }, keepMs: null }, { scope: { of: 'pool' } }],
  })
  await app.admin('compliance.retention.clear', { category: 'Quays' })
  await run(app)
  expect(await found(app, { words: 'crane', kinds: ['chat'] }), 'the rule it was').toEqual([])
})

conversation('[P22.10] a hold on nobody, nowhere or never is refused', async ({ ada, app }) => {
  await archives(app, [])
  const room = await app.opensRoom('Bridge')
  await run(app)
  const hold = (about: object) =>
    app.admin('compliance.hold.add', { name: 'A hold', reason: 'A case', ...about })
  await expect(hold({ person: 'adda' })).rejects.toMatchObject({ code: 'NoSuchPrincipal' })
  await expect(hold({ room: anotherThan(room) })).rejects.toMatchObject({ code: 'NoSuchNode' })
  const backwards = { from: '2026-11-22', to: '2026-11-20' }
  await expect(hold(backwards)).rejects.toMatchObject({ code: 'InvalidArgument' })
  await app.admin('room.remove', { room: 'Bridge' })
  await run(app)
  expect(await hold({ person: 'ADA', room }), 'a room that is gone is known to the archive').toMatchObject({
    ...{ person: ada.uri, room },
  })
})

conversation('[P22.15] whoever looks while nothing is recorded is recorded', async ({ ada, app }) => {
  await archives(app, [])
  await ada.joins('Harbour')
  await run(app)
  await app.admin('compliance.set', { to: 'off' })
  await found(app, { words: 'crane' })
  await ada.posts('Not recorded')
  await app.admin('compliance.set', { to: 'on' })
  await run(app)
  const acts = await found(app, { kinds: ['admin', 'chat'] })
  expect(
    acts.filter(({ body }) => body.act === 'compliance.search').map(({ body }) => body.args),
  ).toMatchObject([{ words: 'crane' }])
  expect(acts.filter(({ kind }) => kind === 'chat')).toEqual([])
})
