// What the main thread and a database thread say to each other.

import type { ErrorName } from '#shared/errors.ts'
import type { AppendBatch } from '../append.ts'
import type { FaultKind } from '../fault.ts'
import type { JobName } from '../jobs/index.ts'

export type Order =
  | { order: 'job'; name: JobName; args: unknown }
  | { order: 'append'; batch: AppendBatch }
  | { order: 'sql'; sql: string; parameters: readonly unknown[] }
  | { order: 'close' }

export type Request = { id: number } & Order

export type Answer =
  | { id: number; answer: 'done'; value: unknown }
  | { id: number; answer: 'refused'; code: ErrorName; sentence: string }
  | { id: number; answer: 'fault'; kind: FaultKind; message: string }

export type ThreadOptions = { file: string; access: 'read' | 'write' }

/** The first message of a thread: it is open and migrated, or why it is not. */
export type Opened = { opened: true } | { opened: false; message: string; isUnusable: boolean }
