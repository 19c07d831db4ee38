// Accounts: a person together with what the identity library keeps of them. Both change in one transaction,
// so there is never a person without a password, nor a session of somebody who was just disabled.

import { XccosError } from '#shared/errors.ts'
import { fold } from '#shared/text.ts'
import { usernameOf } from '#shared/uri.ts'
import { type Db, type DbAlone, reads, writes, writesAlone } from '../job.ts'
import { personFolded } from '../person-folded.ts'
import { raiseAclEpoch, readMeta } from './meta.ts'
import type { PersonRow } from './people.ts'
import { changesBetween, recordChange } from './record-change.ts'

export type NewAccount = Omit<PersonRow, 'disabled' | 'officer'> & {
  accountId: string
  passwordHash: string
  at: number
  /** Only as the first account, and only while meta `setup` still holds this hash. */
  setupHash?: string
}
export type AccountChange = {
  uri: string
  displayName?: string
  admin?: boolean
  officer?: boolean
  disabled?: boolean
  passwordHash?: string
  /** The session in which this is asked: it has to be there still, and stays. */
  keepSession?: string
  /** Null, or left out, is the command line. */
  by?: string | null
  at: number
}

export const SETUP_KEY = 'setup'

/** The identity library writes dates as ISO text, which PostgreSQL reads as the time it means. */
function isoDate(at: number): string {
  return new Date(at).toISOString()
}

async function addAccount(db: Db, account: NewAccount): Promise<void> {
  if (account.setupHash !== undefined) await useUpSetup(db, account.setupHash)
  await requireFreeUsername(db, account.username)
  await insertCredentials(db, account)
  await db
    .insertInto('people')
    .values({
      uri: account.uri,
      username: account.username,
      display_name: account.displayName,
      admin: account.admin ? 1 : 0,
      disabled: 0,
      auth_user: account.authUser,
      created_at: account.at,
      folded: personFolded(account),
      called: fold(account.displayName),
    })
    .execute()
  const { displayName, admin } = account
  await recordChange(db, {
    ...{ kind: 'account', act: 'add', of: account.uri, room: null, by: null, at: account.at },
    changes: changesBetween({}, { displayName, admin, disabled: false }),
  })
}

async function useUpSetup(db: Db, hash: string): Promise<void> {
  const anyone = await db.selectFrom('people').select('uri').limit(1).executeTakeFirst()
  if (anyone || (await readMeta(db, SETUP_KEY)) !== hash)
    throw new XccosError('InvalidToken', 'This set-up link is not valid, or was used already.')
  await db.deleteFrom('meta').where('key', '=', SETUP_KEY).execute()
}

async function requireFreeUsername(db: Db, username: string): Promise<void> {
  const taken = await db
    .selectFrom('people')
    .select('uri')
    .where('username', '=', username)
    .executeTakeFirst()
  if (taken) throw new XccosError('DataCollision', `There is a person called ${username} already.`)
}

async function insertCredentials(db: Db, account: NewAccount): Promise<void> {
  const now = isoDate(account.at)
  await db
    .insertInto('user')
    .values({
      id: account.authUser,
      name: account.displayName,
      // The library wants an e-mail address; nothing is ever sent to this one.
      email: account.uri.slice('sip:'.length),
      emailVerified: 0,
      username: account.username,
      displayUsername: account.username,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  await db
    .insertInto('account')
    .values({
      id: account.accountId,
      accountId: account.authUser,
      providerId: 'credential',
      userId: account.authUser,
      password: account.passwordHash,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
}

async function changeAccount(db: DbAlone, change: AccountChange): Promise<{ sessionsEnded: boolean }> {
  const person = await db
    .selectFrom('people')
    .select(['auth_user', 'display_name', 'admin', 'officer', 'disabled'])
    .where('uri', '=', change.uri)
    .executeTakeFirst()
  if (!person) throw new XccosError('NoSuchPrincipal', 'There is no such person.')
  await requireSession(db, person.auth_user, change.keepSession)
  await changePerson(db, change)
  await recordAccountChange(db, toldAccount(person), change)
  if (change.passwordHash !== undefined)
    await db
      .updateTable('account')
      .set({ password: change.passwordHash, updatedAt: isoDate(change.at) })
      .where('userId', '=', person.auth_user)
      .where('providerId', '=', 'credential')
      .execute()
  const sessionsEnded = change.disabled === true || change.passwordHash !== undefined
  if (sessionsEnded) await endSessions(db, person.auth_user, change.keepSession)
  await raiseAclEpoch(db)
  return { sessionsEnded }
}

type ToldAccount = { displayName: string; admin: boolean; officer: boolean; disabled: boolean }
type AccountColumns = { display_name: string; admin: number; officer: number; disabled: number }

function toldAccount({ display_name: displayName, ...flags }: AccountColumns): ToldAccount {
  const { admin, officer, disabled } = flags
  return { displayName, admin: admin === 1, officer: officer === 1, disabled: disabled === 1 }
}

async function recordAccountChange(db: Db, before: ToldAccount, change: AccountChange): Promise<void> {
  const { uri, at, passwordHash, by = null, displayName, admin, officer, disabled } = change
  const wanted = { displayName, admin, officer, disabled }
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const changes = changesBetween(before, { ...before, ...given })
  if (passwordHash !== undefined) changes.password = 'changed'
  const isSame = Object.keys(changes).length === 0
  if (!isSame)
    await recordChange(db, { kind: 'account', act: 'change', of: uri, room: null, by, at, changes })
}

/** It may have ended since, by an administrator's new password, which then holds. */
async function requireSession(db: Db, authUser: string, id: string | undefined): Promise<void> {
  if (id === undefined) return
  const session = await db
    .selectFrom('session')
    .select('id')
    .where('userId', '=', authUser)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!session) throw new XccosError('InvalidToken', 'You are not signed in.')
}

async function endSessions(db: Db, authUser: string, keep: string | undefined): Promise<void> {
  const all = db.deleteFrom('session').where('userId', '=', authUser)
  await (keep === undefined ? all : all.where('id', '!=', keep)).execute()
}

async function changePerson(db: Db, change: AccountChange): Promise<void> {
  const columns = {
    ...(change.displayName === undefined ? {} : { display_name: change.displayName }),
    ...(change.admin === undefined ? {} : { admin: change.admin ? (1 as const) : (0 as const) }),
    ...(change.officer === undefined ? {} : { officer: change.officer ? (1 as const) : (0 as const) }),
    ...(change.disabled === undefined ? {} : { disabled: change.disabled ? (1 as const) : (0 as const) }),
  }
  if (Object.keys(columns).length === 0) return
  await db.updateTable('people').set(columns).where('uri', '=', change.uri).execute()
  if (change.displayName === undefined) return
  const folded = personFolded({ username: usernameOf(change.uri), displayName: change.displayName })
  const called = fold(change.displayName)
  await db.updateTable('people').set({ folded, called }).where('uri', '=', change.uri).execute()
}

export const accountJobs = {
  addAccount: writes(addAccount),
  changeAccount: writesAlone(changeAccount),
  /** Takes away the person's sessions beyond the newest `keep`, and tells which. */
  endOldSessions: writes(async (db, { authUser, keep }: { authUser: string; keep: number }) => {
    const old = await db
      .selectFrom('session')
      .select('id')
      .where('userId', '=', authUser)
      .orderBy('createdAt', 'desc')
      .orderBy('id')
      .limit(keep)
      .offset(keep)
      .execute()
    const ids = old.map(({ id }) => id)
    if (ids.length > 0) await db.deleteFrom('session').where('id', 'in', ids).execute()
    return ids
  }),
  forgetExpiredSessions: writes(async (db, { at }: { at: number }) => {
    await db.deleteFrom('session').where('expiresAt', '<=', isoDate(at)).execute()
  }),
  /** Is this session of this person still there, neither signed out nor run out? */
  sessionLives: reads(async (db, args: { id: string; authUser: string; at: number }): Promise<boolean> => {
    const row = await db
      .selectFrom('session')
      .select('id')
      .where('id', '=', args.id)
      .where('userId', '=', args.authUser)
      .where('expiresAt', '>', isoDate(args.at))
      .executeTakeFirst()
    return row !== undefined
  }),
  /** The session of this token, when it runs on past that time. */
  sessionByToken: reads(async (db, args: { token: string; endsAfter: number }) =>
    db
      .selectFrom('session')
      .select(['id', 'userId as authUser'])
      .where('token', '=', args.token)
      .where('expiresAt', '>', isoDate(args.endsAfter))
      .executeTakeFirst(),
  ),
}
