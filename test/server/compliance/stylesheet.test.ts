// An administrator's stylesheet: what it makes of the XML, and every way in which it can fail. None of them harms more than its run.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { type StylesheetLimits, styled } from '../../../server/compliance/adapters/stylesheet.ts'
import { createXmlAdapter, xmlOptionsSchema } from '../../../server/compliance/adapters/xml.ts'
import { CAST } from '../../support/archive-cast.ts'
import { runOver, written } from '../../support/archive-run.ts'

const NAMES = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"'
/** In the shape of the original's published sample: conversations, who took part, and what was said. */
const SAMPLE = `<xsl:stylesheet version="1.0" ${NAMES}>
  <xsl:output method="xml" encoding="utf-8" indent="yes"/>
  <xsl:template match="/"><FileDump><xsl:apply-templates select="Conversations/Conversation"/></FileDump></xsl:template>
  <xsl:template match="Conversation"><Conversation Perspective="{Channel/@name}">
    <RoomID><xsl:value-of select="Channel/@uri"/></RoomID>
    <StartTimeUTC><xsl:value-of select="StartTimeUTC/@since1970"/></StartTimeUTC>
    <xsl:apply-templates select="Messages/Message"/>
    <EndTimeUTC><xsl:value-of select="EndTimeUTC/@since1970"/></EndTimeUTC>
  </Conversation></xsl:template>
  <xsl:template match="Message[@type='JOIN']"><ParticipantEntered>
    <LoginName><xsl:value-of select="Sender/@UserName"/></LoginName>
    <InternalFlag><xsl:value-of select="Sender/@internal"/></InternalFlag>
    <DateTimeUTC><xsl:value-of select="DateTimeUTC/@since1970"/></DateTimeUTC>
  </ParticipantEntered></xsl:template>
  <xsl:template match="Message[@type='CHAT']"><Message>
    <LoginName><xsl:value-of select="Sender/@UserName"/></LoginName>
    <DateTimeUTC><xsl:value-of select="DateTimeUTC/@since1970"/></DateTimeUTC>
    <Content><xsl:value-of select="@content"/></Content>
  </Message></xsl:template>
  <xsl:template match="Message"/>
</xsl:stylesheet>`

const folder = mkdtempSync(join(tmpdir(), 'backchat-stylesheet-'))
afterAll(() => rmSync(folder, { recursive: true }))

function sheet(name: string, body: string): string {
  const path = join(folder, `${name}.xsl`)
  writeFileSync(path, body.startsWith('<') ? body : '')
  return path
}

const template = (name: string, body: string) =>
  sheet(
    name,
    `<xsl:stylesheet version="1.0" extension-element-prefixes="exsl" ${NAMES}><xsl:template match="/">${body}</xsl:template></xsl:stylesheet>`,
  )

async function* document(rows = 200): AsyncGenerator<string> {
  yield '<all>'
  for (let row = 0; row < rows; row += 1) yield `<row at="${row}"/>`
  yield '</all>'
}

async function made(stylesheet: string, limits: Partial<StylesheetLimits> = {}): Promise<string> {
  let text = ''
  const signal = new AbortController().signal
  for await (const piece of styled(document(), { stylesheet, signal, limits })) text += piece
  return text
}

const rows = '<xsl:for-each select="//row"><xsl:value-of select="@at"/>,</xsl:for-each>'
const whole = /\n0,1,2,.*,199,\n$/
const GROWS = `<xsl:variable name="all"><xsl:for-each select="//row"><xsl:for-each select="//row"><xsl:copy-of select="/"/></xsl:for-each></xsl:for-each></xsl:variable><xsl:value-of select="count($all)"/>`

describe.skipIf(spawnSync('xsltproc', ['--version']).error !== undefined)('xsltproc', () => {
  test('a stylesheet in the shape of the original’s sample makes of our XML what it made of the original’s', async () => {
    const options = v.parse(xmlOptionsSchema, { CustomConfiguration: sheet('sample', SAMPLE) })
    const [text = ''] = (await written(createXmlAdapter(options), runOver(CAST))).values()
    const of = (kind: string) => CAST.filter((event) => event.kind === kind)
    expect(text.match(/<ParticipantEntered>/g)).toHaveLength(of('join').length)
    const times = [...text.matchAll(/<Message>\s*<LoginName>[^<]+<\/LoginName>\s*<DateTimeUTC>(\d+)</g)]
    expect(times.map(([, at]) => Number(at))).toEqual(of('chat').map(({ at }) => at))
    expect(text).toContain('<LoginName>Ada Lovelace</LoginName>')
    expect(text).not.toContain('<Conversations>')
  })

  test.each<[string, string, RegExp]>([
    ['missing', join(folder, 'none.xsl'), /none\.xsl does not work: .*cannot|fail/i],
    ['not XML', sheet('broken', '<xsl:stylesheet'), /broken\.xsl does not work: .*pars/i],
    ['no stylesheet', sheet('other', '<p>Hello</p>'), /other\.xsl does not work: /],
    [
      'one that gives up',
      template('stop', '<xsl:message terminate="yes">No ships.</xsl:message>'),
      /No ships\./,
    ],
  ])('%s is told of in a sentence', async (_, path, sentence) => {
    await expect(made(path)).rejects.toThrow(sentence)
    expect(await made(template('control', rows))).toMatch(whole)
  })

  test.each<[string, string, Partial<StylesheetLimits>, string]>([
    [
      'never ends',
      '//row'
        .split(' ')
        .concat('//row', '//row', '//row', '//row')
        .reduceRight(
          (inner, path) => `<xsl:for-each select="${path}">${inner}</xsl:for-each>`,
          '<xsl:if test="false()"/>',
        ),
      { forMs: 300 },
      'takes longer than 0.3 s.',
    ],
    ['writes without end', rows, { outputBytes: 100 }, 'writes more than 100 bytes.'],
    ['takes all memory', GROWS, { memoryKb: 60_000 }, 'does not work'],
    ['finds no program', rows, { path: folder }, 'needs the program xsltproc, which is not installed here'],
  ])('one that %s is broken off', async (name, body, limits, sentence) => {
    const path = template(name.replaceAll(' ', '-'), body)
    await expect(made(path, limits)).rejects.toThrow(sentence)
    expect(await made(template('control', rows))).toMatch(whole)
  })

  test('one can neither ask the network nor write a file', async () => {
    const asked: (string | undefined)[] = []
    const server = createServer((request, response) => {
      asked.push(request.url)
      response.end('<a/>')
    }).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    await made(template('net', `<xsl:copy-of select="document('http://127.0.0.1:${port}/secret')"/>`)).catch(
      () => {},
    )
    expect(asked).toEqual([])
    const elsewhere = join(folder, 'elsewhere.txt')
    await made(template('file', `<exsl:document href="${elsewhere}" method="text">x</exsl:document>`)).catch(
      () => {},
    )
    expect(existsSync(elsewhere)).toBe(false)
  })

  test('what cannot be read of the archive is told of as that', async () => {
    async function* broken() {
      yield '<all>'
      throw new Error('The disk is gone.')
    }
    const signal = new AbortController().signal
    const reading = Array.fromAsync(styled(broken(), { stylesheet: template('control', rows), signal }))
    await expect(reading).rejects.toThrow('The disk is gone.')
  })

  test('the server’s stop ends it', async () => {
    const stop = new AbortController()
    const reading = Array.fromAsync(
      styled(document(), { stylesheet: template('control', rows), signal: stop.signal }),
    )
    stop.abort(new Error('The server stops.'))
    await expect(reading).rejects.toThrow('The server stops.')
  })
})
