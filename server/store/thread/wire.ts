// What the main thread and a database thread say to each other, whatever the thread is for.

import type { ErrorName } from '#shared/errors.ts'
import type { FaultKind } from '../fault.ts'

export type Request<Order> = { id: number } & (Order | { order: 'close' })

export type Answer =
  | { id: number; answer: 'done'; value: unknown }
  | { id: number; answer: 'refused'; code: ErrorName; sentence: string }
  | { id: number; answer: 'fault'; kind: FaultKind; message: string }

/** The first message to a thread: whatever it has to wait for is done. */
export type Go = { open: true }

/** The first message of a thread: it is open and migrated, or why it is not. */
export type Opened = { opened: true } | { opened: false; message: string; isUnusable: boolean }
