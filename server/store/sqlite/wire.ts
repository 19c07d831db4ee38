// What the main thread asks of a thread with the chat's database.

import type { AppendBatch } from '../append.ts'
import type { JobName } from '../jobs/index.ts'

export type Order =
  | { order: 'job'; name: JobName; args: unknown }
  | { order: 'append'; batch: AppendBatch }
  | { order: 'sql'; sql: string; parameters: readonly unknown[] }

export type ThreadOptions = { file: string; access: 'read' | 'write' }
