// The table of formats: what an administrator is told about options that do not fit.

import { expect, test } from 'vitest'
import { ADAPTERS, type AdapterName } from '../../../server/compliance/adapters/index.ts'

const SECRET = 'a secret of both ends'
const URL_AND_SECRET = { url: 'https://archive.example.com/', secret: SECRET }

test.each<[AdapterName, Record<string, unknown>, Record<string, unknown>, string]>([
  ['webhook', { secret: SECRET }, URL_AND_SECRET, '"url" is missing.'],
  [
    'webhook',
    { ...URL_AND_SECRET, url: 'ftp://x' },
    URL_AND_SECRET,
    'url: An address begins with https:// or http:// and has no name or password in it.',
  ],
  [
    'webhook',
    { ...URL_AND_SECRET, secret: 'x' },
    URL_AND_SECRET,
    'secret: A secret has at least 16 characters.',
  ],
  ['eml', { to: 'Ada' }, {}, 'to: A mail address is like archive@example.com.'],
  ['csv', { bom: 'maybe' }, { bom: 'true' }, '"bom" is not what it should be.'],
  [
    'xml',
    { AddUserDetails: 'yes' },
    { AddUserDetails: 'true' },
    '"AddUserDetails" is not what it should be.',
  ],
  ['jsonl', { colour: 'red' }, {}, '"colour" is not known here.'],
  ['actiance', { colour: 'red' }, {}, '"colour" is not known here.'],
])('%s with %o is refused in a sentence', (name, wrong, right, sentence) => {
  expect(ADAPTERS[name].create(right)).toHaveProperty('write')
  expect(() => ADAPTERS[name].create(wrong)).toThrow(
    expect.objectContaining({ code: 'InvalidArgument', message: sentence }),
  )
})
