// Why a server or the command line does not start, where whoever runs it can mend it: told in one line, without a stack.

import { ConfigError } from './config.ts'
import { DataFolderTaken } from './data-folder.ts'
import { UnusableDatabase } from './store/unusable.ts'

export function isRefusedStart(error: unknown): error is Error {
  return error instanceof ConfigError || error instanceof DataFolderTaken || error instanceof UnusableDatabase
}
