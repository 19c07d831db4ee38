// Why a data folder cannot be used, in one sentence for whoever administers it: what is wrong, and what to do.

import { dirname } from 'node:path'
import { UnusableDatabase } from '../unusable.ts'
import { codeOf } from './sqlite-fault.ts'

export const RESTORE = 'Restore the data folder from a backup; `backchat store check` tells more.'

/** By the start of the code; the first that fits counts. */
const SENTENCES: [code: RegExp, sentence: (file: string, reason: string) => string][] = [
  [
    /^(?:EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN)/,
    (file, reason) =>
      `The data folder ${dirname(file)} cannot be written to (${reason}). Let the user who runs Backchat write there, or name another folder with BACKCHAT_DATA.`,
  ],
  [
    /^(?:ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)/,
    (file, reason) =>
      `There is no space left for the data folder ${dirname(file)} (${reason}). Nothing is lost: make space and start again.`,
  ],
  [/^(?:ENOTDIR|EEXIST)/, (file) => `BACKCHAT_DATA should name a folder; ${dirname(file)} is none.`],
  [
    /^(?:EISDIR|ELOOP|ENOENT|ENXIO)/,
    (file, reason) =>
      `${file} should be a file that can be opened (${reason}). Move it away and start again.`,
  ],
  [
    /^SQLITE_NOTADB/,
    (file) => `${file} is not a database of Backchat, or its beginning is damaged. ${RESTORE}`,
  ],
  [/^SQLITE_CORRUPT/, (file) => `The database ${file} is damaged. ${RESTORE}`],
  [
    /^(?:EIO|SQLITE_IOERR)/,
    (file, reason) =>
      `The disk that holds ${file} fails (${reason}). Look to the disk first, then start again.`,
  ],
]

/** The sentence where the administrator can mend it; any other error as it is. */
export function explained(error: unknown, file: string): unknown {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  const code = codeOf(cause)
  const found = SENTENCES.find(([start]) => start.test(code))
  if (!found || error instanceof UnusableDatabase) return error
  const reason = cause instanceof Error ? cause.message : code
  return new UnusableDatabase(found[1](file, reason.replace(/\.$/, '')), { cause: error })
}

/** Does the first steps on a file or its folder. */
export function explaining<Result>(file: string, steps: () => Result): Result {
  try {
    return steps()
  } catch (error) {
    throw explained(error, file)
  }
}
