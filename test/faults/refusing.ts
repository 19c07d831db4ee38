// How a data folder is refused. The process makes one line of it and ends with 1.

import { expect } from 'vitest'
import { UnusableDatabase } from '../../server/store/unusable.ts'
import { openFolder } from '../support/furnish.ts'

export async function isRefused(dataFolder: string, why: RegExp): Promise<void> {
  const opening = openFolder(dataFolder)
  await expect(opening).rejects.toBeInstanceOf(UnusableDatabase)
  await expect(opening).rejects.toThrow(why)
}

export async function isTaken(dataFolder: string): Promise<void> {
  await (await openFolder(dataFolder)).close()
}
