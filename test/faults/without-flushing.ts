// Loaded before the server, this takes its care away: commits are no longer flushed. No configuration can do that; the test
// of the power cut does, to show that it would see the loss.

import Database from 'better-sqlite3'

type Pragma = Database.Database['pragma']

const pragma: Pragma = Database.prototype.pragma

Database.prototype.pragma = function (this: Database.Database, source: string, options?: object): unknown {
  if (source !== 'synchronous = FULL') return pragma.call(this, source, options)
  // A checkpoint flushes too: one just before the cut would save what the test is to lose.
  pragma.call(this, 'wal_autocheckpoint = 0')
  return pragma.call(this, 'synchronous = NORMAL', options)
}
