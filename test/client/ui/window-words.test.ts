// The title and the icon count what calls somebody, and only hint at the rest.

import { expect, it } from 'vitest'
import { badgeOf, titleOf } from '../../../client/components/window-words.ts'

const place = { room: 'Harbour', app: 'Backchat' }

it.each([
  [{ calls: 2, unread: 40 }, '(2) Harbour · Backchat', 2],
  [{ calls: 0, unread: 40 }, '• Harbour · Backchat', 'dot'],
  [{ calls: 0, unread: 0 }, 'Harbour · Backchat', 'none'],
])('%o: %s', (waiting, title, badge) => {
  expect(titleOf(waiting, place)).toBe(title)
  expect(badgeOf(waiting)).toBe(badge)
  expect(titleOf(waiting, { ...place, room: undefined })).toBe(title.replace('Harbour · ', ''))
})
