// Whether words may be posted, asked before they leave the composer, in the same words as the server would use.

import { XccosError } from '#shared/errors.ts'
import { MESSAGE_BYTES, STORY_BYTES } from '#shared/limits.ts'
import { isPostable, saysSomething, utf8Bytes } from '#shared/text.ts'

export function postable<Words extends { chat: string; story?: { title: string } }>(words: Words): Words {
  const { chat, story } = words
  const limit = story === undefined ? MESSAGE_BYTES : STORY_BYTES
  if (!saysSomething(chat)) throw new XccosError('InvalidArgument', 'A post may not be empty.')
  if (utf8Bytes(chat) > limit)
    throw new XccosError('LimitExceeded', `A post may have at most ${limit} bytes.`)
  if (!isPostable(chat))
    throw new XccosError(
      'InvalidArgument',
      'A post may not contain control characters or direction overrides.',
    )
  return words
}
