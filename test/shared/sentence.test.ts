import * as v from 'valibot'
import { expect, test } from 'vitest'
import { sentenceOf } from '#shared/sentence.ts'

const schema = v.strictObject({
  room: v.pipe(v.string(), v.minLength(3, 'A room has three letters.')),
  last: v.strictObject({ count: v.number() }),
})
const good = { room: 'abc', last: { count: 1 } }

function saidOf(data: unknown): string {
  const result = v.safeParse(schema, data)
  return result.success ? 'fits' : sentenceOf(result.issues[0])
}

test.each([
  ['fits', good],
  ['room: A room has three letters.', { ...good, room: 'a' }],
  ['"room" is missing.', { last: good.last }],
  ['"last.count" is not what it should be.', { ...good, last: { count: '1' } }],
  ['"extra" is not known here.', { ...good, extra: 1 }],
  ['What was sent is missing.', undefined],
  ['What was sent is not what it should be.', 7],
])('%s', (sentence, data) => {
  expect(saidOf(data)).toBe(sentence)
})
