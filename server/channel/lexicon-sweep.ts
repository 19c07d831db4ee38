// After texts were removed, words that are in no other post leave the search's lexicon too: they would tell what was
// removed. It looks through all words in small pieces, once for whatever was removed in an hour.

import type { Log } from '../logger.ts'
import type { Store } from '../store/store.ts'

const EVERY_MS = 60 * 60_000
const WORDS_AT_ONCE = 200

type Words = Pick<Store, 'lexiconDoubt' | 'unusedWords' | 'forgetWords' | 'mergeIndex' | 'trustLexicon'>

export type LexiconSweep = { stop(): Promise<void> }

export function sweepLexiconHourly({ store, log }: { store: Words; log: Log }): LexiconSweep {
  const ending = new AbortController()
  let sweeping = Promise.resolve()
  const sweep = () => {
    sweeping = sweeping
      .then(() => sweepLexicon(store, ending.signal))
      .catch((error: unknown) => log.error({ error }, 'could not look through the words of the search'))
  }
  const hourly = setInterval(sweep, EVERY_MS)
  sweep()
  return {
    async stop() {
      clearInterval(hourly)
      ending.abort()
      await sweeping
    },
  }
}

/** Does nothing when nothing was removed since the last time. One that is interrupted begins anew the next time. */
export async function sweepLexicon(store: Words, ending?: AbortSignal): Promise<void> {
  const doubt = await store.lexiconDoubt({})
  if (doubt === undefined) return
  for (let after: string | undefined = ''; after !== undefined; ) {
    if (ending?.aborted) return
    const { unused, last } = await store.unusedWords({ after, limit: WORDS_AT_ONCE })
    if (unused.length > 0) await store.forgetWords({ words: unused })
    after = last
  }
  for (let isFirst = true; !(await store.mergeIndex({ isFirst })); isFirst = false)
    if (ending?.aborted) return
  await store.trustLexicon({ doubt })
}
