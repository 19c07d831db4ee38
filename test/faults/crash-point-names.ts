// Where a server may be told to die (crash-points.ts), in the order in which a post passes them.

export const CRASH_POINTS = [
  'before append',
  'while appending',
  'before commit',
  'after commit',
  'after append',
  'before announcement',
  'after announcement',
  'before answer',
  'after answer',
] as const
export type CrashPoint = (typeof CRASH_POINTS)[number]
