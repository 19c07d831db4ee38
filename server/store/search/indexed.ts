// A store whose posts are found: it indexes what is stored, and answers a search when what was stored before it is indexed.

import type { Log } from '../../logger.ts'
import type { Store } from '../store.ts'
import { keepIndexing } from './indexing.ts'

export type Asked = Omit<Store, 'indexed'>

export function indexed(store: Asked, log: Log): Store {
  const indexing = keepIndexing(store, log)
  return {
    ...store,
    indexed: indexing.settle,
    async append(batch) {
      const result = await store.append(batch)
      indexing.note(result)
      return result
    },
    async searchPosts(question) {
      const isWhole = await indexing.settle()
      const found = await store.searchPosts(question)
      return isWhole ? found : { ...found, isCut: true }
    },
    async close() {
      await indexing.stop()
      await store.close()
    },
  }
}
