// Runs in the page: the app's own intake, built apart, so that a long history comes into the cache by the code that
// would take it in page by page, without scrolling for an hour.

import { Cache } from '../../client/cache/database.ts'
import { type Page, takePage } from '../../client/cache/intake.ts'

const cache = new Cache()

export async function takeAll(pages: readonly Page[]): Promise<void> {
  // Only the page that begins the room says so: asked backwards and complete, it is the floor.
  for (const page of pages) await takePage(cache, { ...page, complete: page.from === 1 }, { backwards: true })
}
