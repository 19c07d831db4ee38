// Whatever several people do, each format of the archive tells it once.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ARCHIVED_KINDS } from '#shared/archive/kinds.ts'
import { archives, eventsIn, FORMATS, run, told } from '../support/archive-scene.ts'
import { conversation } from '../support/conversation.ts'
import { UserNotJoined } from '../support/errors.ts'
import type { TestApp } from '../support/start-app.ts'

/** The numbers of the events that the files of a format tell of, sorted, as often as they do. */
function numbersIn(folder: string, format: string): number[] {
  const pattern = NUMBERS[format]
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  const found = texts.flatMap((text) =>
    [...text.matchAll(pattern ?? /$^/g)].map(([, number]) => Number(number)),
  )
  return found.sort((one, other) => one - other)
}
const NUMBERS: Record<string, RegExp> = {
  csv: /^(\d+),"/gm,
  eml: /^\[(\d+)\] /gm,
  jsonl: /^\{"v":1,"number":(\d+),/gm,
  xml: /<Message [^>]*\bnumber="(\d+)"/g,
}

/** They come with the file service. */
const WITH_FILES = new Set<string>(['upload', 'download', 'transfer'])

/** An act of each kind that is in no room. */
async function happensElsewhere(app: TestApp, folder: string): Promise<void> {
  await app.admin('category.add', { name: 'Decks' })
  await app.admin('group.add', { name: 'crew', people: ['ada'] })
  await app.admin('user.set', { user: 'linus', displayName: 'Linus the elder' })
  await app.admin('compliance.hold.add', { name: 'inquiry', reason: 'A question', person: 'ada' })
  await app.admin('compliance.case.open', { name: 'question' })
  await app.admin('compliance.retention.set', { everything: true, days: 3_650 })
  await app.admin('compliance.export', { name: 'all', folder, formats: ['csv'], words: 'tide' })
}

conversation(
  '[P22.4] [P22.19] whatever several people do, here, late or as administrators, is in each format once, until it and the room are gone',
  async ({ ada, grace, linus, app }) => {
    const folder = await archives(app, FORMATS)
    const room = await app.opensRoom('Bridge')
    for (const person of [ada, grace, linus]) await person.joins('Bridge')
    const [first, second, third] = await ada.posts('The tide is in', 'Cast off', 'Never mind')
    const target = { device: ada.deviceId, id: first?.id }
    const late = grace.seals('Written without network')
    grace.leaves()
    await ada.isTold('part', { uri: grace.uri })
    await ada.sends([ada.seals('The tide is out', { kind: 'edit', target })])
    await linus.sends([linus.seals('', { kind: 'react', chat: undefined, target, emoji: '⚓', on: true })])
    await ada.sends([ada.seals('', { kind: 'pin', chat: undefined, target, on: true })])
    await ada.sends([
      ada.seals('', { kind: 'redact', chat: undefined, target: { ...target, id: third?.id } }),
    ])
    await run(app)
    await linus.asks('bcsearch', { criteria: 'tide', rooms: [room] })
    await linus.asks('bccontext', { room, last: { count: 1 } })
    await linus.parts('Bridge')
    await linus.mayNotSend(linus.seals('Wait'), UserNotJoined)
    await grace.connects()
    await grace.joins('Bridge')
    await grace.sends([late])
    await app.admin('message.remove', { filter: 'Cast off', replace: 'Not said' })
    await run(app)
    await happensElsewhere(app, join(folder, 'case'))
    await app.admin('room.purge', { room: 'Bridge', until: '2999-01-01' })
    await ada.posts('Last words')
    await app.admin('room.remove', { room: 'Bridge' })
    for (const person of [ada, grace]) await person.isTold('kick', { room })
    await run(app)

    const events = eventsIn(join(folder, 'jsonl'))
    const here = events.filter((event) => event.room?.uri === room)
    expect(here.map(told)).toEqual([
      'sip:backchat@localhost room',
      ...['Ada Lovelace join', 'Grace Hopper join', 'Linus Pauling join'],
      ...['Ada Lovelace chat The tide is in', 'Ada Lovelace chat Cast off'],
      ...['Ada Lovelace chat Never mind', 'Grace Hopper part'],
      ...['Ada Lovelace edit The tide is out', 'Linus Pauling react', 'Ada Lovelace pin'],
      ...['Ada Lovelace redact', 'Ada Lovelace erased Never mind'],
      ...[
        'Linus Pauling backchat',
        'Linus Pauling backchat',
        'Linus Pauling part',
        'Linus Pauling refused Wait',
      ],
      // Whoever enters is shown the last post.
      ...['Grace Hopper join', 'Grace Hopper backchat'],
      'Grace Hopper chat Written without network',
      ...['sip:backchat@localhost replace Not said', 'Ada Lovelace erased Cast off'],
      'sip:backchat@localhost purge',
      ...['Ada Lovelace erased The tide is in', 'Ada Lovelace erased The tide is out'],
      ...['Grace Hopper erased Written without network', 'sip:backchat@localhost erased Not said'],
      ...['Ada Lovelace chat Last words', 'sip:backchat@localhost purge', 'Ada Lovelace erased Last words'],
      ...['sip:backchat@localhost room', 'Ada Lovelace part', 'Grace Hopper part'],
    ])
    expect(second?.seq).toBe(2)
    // A kind that nothing tells of would be a promise.
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(ARCHIVED_KINDS).difference(WITH_FILES))
    const all = events.map(({ number }) => number)
    expect(all).toEqual(all.map((_, at) => at + 1))
    for (const format of Object.keys(NUMBERS))
      expect(numbersIn(join(folder, format), format), format).toEqual(all)
    const actiance = readdirSync(join(folder, 'actiance')).map((name) =>
      readFileSync(join(folder, 'actiance', name), 'utf8'),
    )
    expect(actiance.join('').match(/<DateTimeUTC>/g)).toHaveLength(all.length)
    expect(await app.admin('compliance.verify')).toMatchObject({ events: all.length, findings: [] })
  },
)
