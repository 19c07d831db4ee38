// The command line, as a real child process: beside a running server, and alone on a data folder.

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { takeDataFolder } from '../../../server/store/open-store.ts'
import { backchat } from '../../support/command-line.ts'
import { openWebFixture, type WebFixture } from '../../support/web-fixture.ts'

// Each step is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const PASSWORD = 'a long enough password'

describe('beside a running server', () => {
  let fixture: WebFixture
  const run = (words: string[], stdin?: string) =>
    backchat(fixture.dataFolder, words, stdin === undefined ? {} : { stdin })

  beforeAll(async () => {
    fixture = await openWebFixture()
  })
  afterAll(() => fixture.close())

  test('the socket belongs to its owner alone', () => {
    expect(statSync(join(fixture.dataFolder, 'control.sock')).mode & 0o777).toBe(0o600)
  })

  test('a person is added and can sign in at once; disabled, they are out at once', async () => {
    const added = await run(
      ['user', 'add', 'boris', '--password-stdin', '--display', 'Борис'],
      `${PASSWORD}\n`,
    )
    expect(added).toEqual({ code: 0, out: 'Added sip:boris@localhost.\n', err: '' })
    const session = { authorization: await fixture.signIn('boris') }
    expect((await fixture.ask('GET /api/provisioning', { headers: session })).json()).toMatchObject({
      user: { displayName: 'Борис', admin: false },
    })
    expect((await run(['user', 'disable', 'boris'])).code).toBe(0)
    expect((await fixture.ask('GET /api/provisioning', { headers: session })).status).toBe(401)
  })

  test('rooms are made, changed and listed, for people and for programs', async () => {
    expect((await run(['category', 'add', 'Port', '--no-files', '--allow', 'everyone'])).code).toBe(0)
    const made = await run([
      'room',
      'add',
      'Quay',
      '--category',
      'Port',
      '--member',
      'ada',
      '--member',
      'everyone',
      '--json',
    ])
    expect(JSON.parse(made.out)).toEqual({ uri: expect.stringMatching(/^ma-chan:\/\/localhost\//) })
    expect(
      (await run(['room', 'set', 'Quay', '--privacy', 'secret', '--remove-member', 'everyone'])).code,
    ).toBe(0)
    const { rooms } = JSON.parse((await run(['room', 'list', '--json'])).out)
    expect(rooms).toEqual([
      expect.objectContaining({ name: 'Quay', privacy: 'secret', members: ['sip:ada@localhost'] }),
    ])
    expect((await run(['room', 'list'])).out).toMatch(/^NAME .*\nQuay +Port +secret +normal/)
    expect(JSON.parse((await run(['--json', 'category', 'list'])).out)).toMatchObject({
      categories: [{ name: 'Port', files: false, history: true, allow: ['everyone'] }],
    })
  })

  test('compliance is switched on and off', async () => {
    expect((await run(['compliance', 'on'])).out).toBe('Compliance is on.\n')
    const [first, second] = (await run(['compliance', 'status'])).out.split('\n')
    // That it was switched on is the first event, which is archived at a moment of its own.
    expect(first).toMatch(/^Compliance is on\. (?:Nothing waits|1 event waits, the oldest since .*)\.$/)
    expect(second).toMatch(/^[01] events? (?:is|are) archived; adapters run every 15 minutes\.$/)
    expect(fixture.app.channel.recorder.isOn()).toBe(true)
    expect((await run(['compliance', 'off'])).code).toBe(0)
  })

  test('the archive is proven to others, and says which event somebody changed', async () => {
    await run(['compliance', 'on'])
    expect((await run(['compliance', 'run'])).out).toMatch(/^Archived \d+ events\.\n/)
    const proofs = join(fixture.dataFolder, 'proofs')
    const written = await run(['compliance', 'proof', '1-1', '--folder', proofs])
    expect(written).toMatchObject({ code: 0, out: `${proofs}/backchat-proof-0000000001-0000000001.ndjson\n` })
    expect(existsSync(written.out.trim())).toBe(true)
    expect(await run(['compliance', 'verify'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Whole: /),
    })

    const archive = new Database(join(fixture.dataFolder, 'archive.sqlite'))
    archive.exec('update events set event = replace(event, \'"v":1\', \'"v":2\') where number = 1')
    archive.close()
    const found = await run(['compliance', 'verify'])
    expect(found).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^NOT WHOLE: .+\nEvent 1: changed\.\n$/),
    })
    expect((await run(['compliance', 'off'])).code).toBe(0)
  })

  test.each([
    [['room', 'add', 'Dock', '--category', 'Nowhere'], 'There is no category "Nowhere". (NoSuchNode)\n'],
    [['user', 'disable', 'nobody'], 'There is no person called nobody. (NoSuchPrincipal)\n'],
  ])('a refusal of %j is one line on stderr, and 1', async (words, err) => {
    expect(await run(words)).toEqual({ code: 1, out: '', err })
  })

  test.each([
    [['room', 'add', 'Dock']],
    [['user', 'add', 'x']],
    [['user', 'add', 'x', '--password', 'y']],
    [['nothing']],
    [['room', 'add', 'Dock', '--category', 'Port', '--privacy', 'hidden']],
    [[]],
  ])('wrong usage, %j, is 2', async (words) => {
    const { code, out, err } = await run(words)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).not.toContain(' at ')
  })
})

describe('without a server', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-alone-'))
  const run = (words: string[], options = {}) => backchat(dataFolder, words, options)
  afterAll(() => rmSync(dataFolder, { recursive: true }))

  test('a folder that is not there is not made by a question, and is by what is added', async () => {
    const nowhere = join(dataFolder, 'nowhere')
    const asked = await backchat(nowhere, ['user', 'list'])
    expect(asked).toMatchObject({ code: 1, out: '' })
    expect(asked.err).toContain(`There is no data folder ${nowhere}.`)
    expect(existsSync(nowhere)).toBe(false)
    expect((await backchat(nowhere, ['category', 'add', 'Port'])).code).toBe(0)
    expect(existsSync(nowhere)).toBe(true)
  })

  test('what is done is there for the next command', async () => {
    expect((await run(['user', 'add', 'ada', '--password-stdin', '--admin'], { stdin: PASSWORD })).code).toBe(
      0,
    )
    expect(JSON.parse((await run(['user', 'list', '--json'])).out)).toEqual({
      users: [
        { uri: 'sip:ada@localhost', username: 'ada', displayName: 'ada', admin: true, disabled: false },
      ],
    })
  })

  test('a socket left by a dead server does not confuse', async () => {
    writeFileSync(join(dataFolder, 'control.sock'), '')
    expect((await run(['user', 'list'])).code).toBe(0)
  })

  test('a folder that another process holds, and that does not answer, is left alone', async () => {
    const lock = takeDataFolder(dataFolder)
    const held = await run(['user', 'list'])
    lock?.release()
    expect(held).toMatchObject({ code: 1, out: '' })
    expect(held.err).toMatch(/^Another Backchat has the data folder .+\n$/)
    expect((await run(['user', 'list'])).code).toBe(0)
  })

  test('the domain stays what the addresses were made with', async () => {
    const other = await run(['user', 'list'], { environment: { BACKCHAT_DOMAIN: 'other.example' } })
    expect(other.code).toBe(1)
    expect(other.err).toMatch(/^BACKCHAT_DOMAIN should be localhost: .+\n$/)
  })
})

test('a data folder with a long path has its socket elsewhere, and a note of where', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backchat-long-'))
  const dataFolder = join(folder, 'x'.repeat(100))
  const fixture = await openWebFixture({ BACKCHAT_DATA: dataFolder })
  const socket = readFileSync(join(dataFolder, 'control'), 'utf8')
  expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(100)
  expect((await backchat(dataFolder, ['user', 'list'])).out).toContain('ada')
  await fixture.close()
  expect(existsSync(socket)).toBe(false)
  expect(existsSync(join(dataFolder, 'control'))).toBe(false)
  rmSync(folder, { recursive: true })
})
