// Configuration: every variable's default, a right value, and a wrong one that names itself.

import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Config, ConfigError, readConfig } from '../../../server/config.ts'

type Row = [variable: string, key: keyof Config, right: string, becomes: unknown, wrong: string[]]

const TABLE: Row[] = [
  ['BACKCHAT_HOST', 'host', '0.0.0.0', '0.0.0.0', ['not a host', 'http://x', '-x']],
  ['BACKCHAT_PORT', 'port', '0', 0, ['80a', '-1', '65536', '8080.5', '0x50']],
  ['BACKCHAT_DATA', 'dataFolder', './elsewhere', resolve('elsewhere'), ['a\0b']],
  [
    'BACKCHAT_URL',
    'publicUrl',
    'https://chat.example.org/',
    'https://chat.example.org',
    ['chat.example.org', 'ftp://x.example', 'https://x.example/path', 'https://a:b@x.example'],
  ],
  ['BACKCHAT_DOMAIN', 'domain', 'example.org', 'example.org', ['Example.org', 'a b', 'x@y', '-x', '.x']],
  [
    'BACKCHAT_DATABASE_URL',
    'databaseUrl',
    'postgres://chat:secret@db.example:5432/chat?sslmode=verify-full',
    'postgres://chat:secret@db.example:5432/chat?sslmode=verify-full',
    ['mysql://chat@db.example/chat', 'db.example/chat', 'postgres://db.example', 'postgres://db.example/'],
  ],
  [
    'BACKCHAT_COMPLIANCE_DATABASE_URL',
    'complianceDatabase',
    '/srv/archive/backchat.sqlite',
    '/srv/archive/backchat.sqlite',
    ['archive.sqlite', 'mysql://chat@db.example/chat', 'postgres://db.example/', '/a\0b'],
  ],
  [
    'BACKCHAT_POOL_URLS',
    'poolUrls',
    'https://a.example, https://b.example:8443',
    ['https://a.example', 'https://b.example:8443'],
    ['https://a.example,', 'a.example', 'https://a.example;https://b.example'],
  ],
  ['BACKCHAT_LOG_LEVEL', 'logLevel', 'debug', 'debug', ['loud', 'INFO']],
  ['BACKCHAT_TRUST_PROXY', 'trustProxy', 'yes', true, ['1', 'true']],
]

describe('the environment', () => {
  test('may be empty: everything has a default', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 8080,
      dataFolder: resolve('data'),
      publicUrl: undefined,
      domain: 'localhost',
      databaseUrl: undefined,
      complianceDatabase: undefined,
      poolUrls: undefined,
      logLevel: 'info',
      trustProxy: false,
    })
  })

  test.each(TABLE)('%s is read', (variable, key, right, becomes) => {
    expect(readConfig({ [variable]: right })[key]).toEqual(becomes)
  })

  test.each(TABLE)('%s, left empty, counts as absent', (variable, key) => {
    expect(readConfig({ [variable]: '' })[key]).toEqual(readConfig({})[key])
  })

  test.each(TABLE.flatMap(([variable, , , , wrong]) => wrong.map((value) => [variable, value] as const)))(
    '%s=%j stops the start with one line that names it',
    (variable, value) => {
      const read = () => readConfig({ [variable]: value })
      expect(read).toThrow(ConfigError)
      expect(read).toThrow(new RegExp(`^${variable} should be [^\\n]+\\.$`))
    },
  )

  test.each(['BACKCHAT_REDIS_URL'])('%s is refused, not ignored', (variable) => {
    expect(() => readConfig({ [variable]: 'postgres://x' })).toThrow(
      new RegExp(`^${variable} should not be set`),
    )
  })

  test('a pool of servers cannot have an archive that only one of them can reach', () => {
    const database = 'postgres://chat@db.example/chat'
    const both = (archive: string) =>
      readConfig({ BACKCHAT_DATABASE_URL: database, BACKCHAT_COMPLIANCE_DATABASE_URL: archive })
    expect(() => both('/srv/archive.sqlite')).toThrow(
      /^BACKCHAT_COMPLIANCE_DATABASE_URL should be an address/,
    )
    expect(both('postgres://chat@db.example/archive').complianceDatabase).toBe(
      'postgres://chat@db.example/archive',
    )
  })
})
