// The original's XML: held against its schema by xmllint, read by a stylesheet of the shape that was written for it, and against a
// golden file.

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { afterAll, describe, expect, test } from 'vitest'
import { createXmlAdapter, xmlOptionsSchema } from '../../../server/compliance/adapters/xml.ts'
import type { ArchivedEvent } from '../../../server/compliance/archived.ts'
import { CAST, HOSTILE_TEXT } from '../../support/archive-cast.ts'
import { runOver, written } from '../../support/archive-run.ts'
import { expectGolden } from '../../support/golden.ts'

const SCHEMA = fileURLToPath(new URL('../../../docs/compliance/backchat.xsd', import.meta.url))
const ALL = { AddChatRoomDetails: 'true', AddUserDetails: 'true', CreateFileAttachmentsManifest: 'true' }
/** As the stylesheets for the original's XML walk through it. */
const STYLESHEET = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text"/>
  <xsl:template match="/Conversations"><xsl:for-each select="Conversation">
    <xsl:value-of select="Channel/@name"/>|<xsl:for-each select="Messages/Message[@type='CHAT']">
      <xsl:value-of select="Sender/@UserName"/>@<xsl:value-of select="DateTimeUTC/@since1970"/>;</xsl:for-each>
  </xsl:for-each></xsl:template>
</xsl:stylesheet>`

const folder = mkdtempSync(join(tmpdir(), 'backchat-xml-'))
afterAll(() => rmSync(folder, { recursive: true }))

const hasTool = (name: string) => spawnSync(name, ['--version']).error === undefined

function saved(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

async function filesOf(events: ArchivedEvent[], options: Record<string, string> = {}) {
  return written(createXmlAdapter(v.parse(xmlOptionsSchema, options)), runOver(events))
}

test('acts of every kind, in the original’s elements, with all details', async () => {
  const files = await filesOf(CAST, ALL)
  expect([...files.keys()]).toEqual(['backchat-0000000042.xml', 'backchat-0000000042.ATTACH'])
  await expectGolden('lync.xml', files.get('backchat-0000000042.xml') ?? '')
  await expectGolden('lync.ATTACH', files.get('backchat-0000000042.ATTACH') ?? '')
})

test('a moment is written in three ways that agree', async () => {
  const xml = (await filesOf(CAST)).get('backchat-0000000042.xml') ?? ''
  const [, since, text, ticks] = /since1970="(\d+)" string="([^"]+)" long="(\d+)"/.exec(xml) ?? []
  expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/)
  expect(Date.parse(text ?? '')).toBe(Number(since))
  expect((BigInt(ticks ?? 0) - 621_355_968_000_000_000n) / 10_000n).toBe(BigInt(since ?? 1))
})

test('each room in a file of its own holds the same acts, in order', async () => {
  const numbers = (text: string) =>
    [...text.matchAll(/<Message [^>]*number="(\d+)"/g)].map(([, number]) => Number(number))
  const [whole = ''] = (await filesOf(CAST)).values()
  const parts = await filesOf(CAST, { OneChatRoomPerOutputFile: 'true' })
  expect(parts.size).toBeGreaterThan(1)
  expect([...parts.values()].flatMap(numbers)).toEqual(numbers(whole))
  expect(numbers(whole).toSorted((a, b) => a - b)).toEqual(CAST.map(({ number }) => number))
})

test('what XML cannot hold is kept beside what it can', async () => {
  const [first] = CAST.filter(({ kind }) => kind === 'join')
  if (!first) throw new Error('Somebody joins.')
  const text = 'before \u0000\ud800 after'
  const event: ArchivedEvent = { ...first, kind: 'backchat', body: { asked: text } }
  const xml = (await filesOf([event])).get('backchat-0000000042.xml') ?? ''
  expect(xml).toContain('content="before \ufffd\ufffd after"')
  const [, original = ''] = /original="([^"]+)"/.exec(xml) ?? []
  expect(Buffer.from(original, 'base64').toString()).toBe(text.toWellFormed())
  expect([xml.includes('\u0000'), xml.isWellFormed()]).toEqual([false, true])
})

describe.skipIf(!hasTool('xmllint'))('xmllint', () => {
  test.each([{}, ALL])('finds what the schema says, with %o', async (options) => {
    const xml = (await filesOf(CAST, options)).get('backchat-0000000042.xml') ?? ''
    const path = saved('whole.xml', xml)
    execFileSync('xmllint', ['--noout', '--schema', SCHEMA, path], { stdio: 'pipe' })
    const wrong = saved('wrong.xml', xml.replace('type="CHAT"', 'type="CHATTER"'))
    expect(spawnSync('xmllint', ['--noout', '--schema', SCHEMA, wrong]).status).not.toBe(0)
  })

  test('reads hostile words as they were written', async () => {
    const path = saved('hostile.xml', (await filesOf(CAST)).get('backchat-0000000042.xml') ?? '')
    const contents = execFileSync('xmllint', ['--xpath', 'count(//Message[contains(@content, "<")])', path])
    expect(HOSTILE_TEXT).toContain('<')
    expect(Number(contents)).toBeGreaterThan(0)
  })
})

test.skipIf(!hasTool('xsltproc'))(
  'a stylesheet of the shape that was written for the original works on it',
  async () => {
    const xml = saved('styled.xml', (await filesOf(CAST)).get('backchat-0000000042.xml') ?? '')
    const told = execFileSync('xsltproc', [saved('shape.xsl', STYLESHEET), xml], { encoding: 'utf8' })
    const posts = CAST.filter(({ kind }) => kind === 'chat')
    for (const { person, at } of posts) expect(told).toContain(`${person.name}@${at};`)
  },
)
