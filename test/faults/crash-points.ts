// Loaded before the server, in its process and in its threads: dies by SIGKILL at the k-th pass of a named point around
// commit, announcement and answer. It gets there from outside, through the libraries, so that the product has no such hook.

import { isMainThread } from 'node:worker_threads'
import Database from 'better-sqlite3'
import pg from 'pg'
import { Socket } from 'socket.io'
import type { Around } from '../../server/services.ts'
import type { CrashPoint } from './crash-point-names.ts'

const [chosen, pass] = (process.env.BACKCHAT_TEST_CRASH ?? '').split(':')
let passes = 0

function reach(point: CrashPoint): void {
  if (point !== chosen) return
  passes += 1
  if (passes === Number(pass)) process.kill(process.pid, 'SIGKILL')
}

/** Round the doors: what the server's own parts say to each other. */
export const crashing: Around = {
  store: (store) =>
    new Proxy(store, {
      get(target, name, receiver) {
        if (name !== 'append') return Reflect.get(target, name, receiver) as unknown
        return async (...args: Parameters<typeof target.append>) => {
          reach('before append')
          const appended = target.append(...args)
          reach('while appending')
          const result = await appended
          reach('after append')
          return result
        }
      },
    }),
  pool: (pool) => ({
    subscribe: (listener) => pool.subscribe(listener),
    announce(announcement) {
      if (announcement.kind !== 'entries') return pool.announce(announcement)
      reach('before announcement')
      pool.announce(announcement)
      reach('after announcement')
    },
  }),
}

if (chosen) {
  diesInSqlite()
  if (isMainThread) {
    diesInPostgres()
    diesAtAnswers()
  }
}

/** `transaction` is what the hot path uses; jobs have their own way. */
function diesInSqlite(): void {
  const prototype = Database.prototype as { transaction: (act: Act) => Act }
  const original = prototype.transaction
  prototype.transaction = function transaction(act) {
    const transacted = original.call(this, (...args) => {
      const result = act(...args)
      reach('before commit')
      return result
    })
    return (...args) => {
      const result = transacted(...args)
      reach('after commit')
      return result
    }
  }
}

type Act = (...args: unknown[]) => unknown

/** A commit counts on a line on which entries were stored since the last one. */
function diesInPostgres(): void {
  const prototype = pg.Client.prototype as unknown as { query: Act }
  const original = prototype.query
  const storing = new WeakSet<object>()
  prototype.query = function query(...args) {
    const said = args[0] as string | { text?: string }
    const text = typeof said === 'string' ? said : (said.text ?? '')
    if (text.includes('insert into entries')) storing.add(this)
    const isCommit = text === 'commit' && storing.delete(this)
    if (isCommit) reach('before commit')
    const answer = original.apply(this, args)
    if (isCommit) void (answer as Promise<unknown>).then(() => reach('after commit'))
    return answer
  }
}

function diesAtAnswers(): void {
  const prototype = Socket.prototype as unknown as { emit: Act }
  const original = prototype.emit
  prototype.emit = function emit(...args) {
    const envelope = args[1] as { rpl?: { id: string }[] } | undefined
    const isAnswer = envelope?.rpl?.some(({ id }) => id === 'rpl:grpchat') ?? false
    if (isAnswer) reach('before answer')
    const sent = original.apply(this, args)
    if (isAnswer) reach('after answer')
    return sent
  }
}
