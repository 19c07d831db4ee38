// What the files of schedules share: play many seeds, and tell the first that breaks something so that it can be read.

import { expect } from 'vitest'
import { firstBroken, report } from './run.ts'

export const COUNT = 340
/** A slow machine needs a while; what the schedules wait for is not real time. */
export const PATIENCE_MS = 240_000

export async function keepsEverything(from: number, count: number): Promise<void> {
  const broken = await firstBroken(from, count)
  expect(broken && report(broken)).toBeUndefined()
}
