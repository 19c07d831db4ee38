import { HISTORY_MAX_COUNT, MESSAGE_BYTES, SEARCH_MAX_RESULTS, STORY_BYTES } from '#shared/limits.ts'
import type { Handler } from './handler.ts'

export const getserverinfo: Handler<'getserverinfo'> = async ({ info, clock }) => ({
  ...info,
  serverTime: new Date(clock.now()).toISOString(),
  messageSizeLimit: MESSAGE_BYTES,
  storySizeLimit: STORY_BYTES,
  searchLimit: SEARCH_MAX_RESULTS,
  historyLimit: HISTORY_MAX_COUNT,
})
