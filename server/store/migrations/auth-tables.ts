// The tables of the identity library, under the names that it expects. Its own migration tool is not used,
// so that one numbered list describes the whole database.

import type { Kysely } from 'kysely'
import type { ColumnTypes } from './column-types.ts'

export async function createAuthTables(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await createUser(db, types)
  await createSession(db, types)
  await createAccount(db, types)
  await createVerification(db, types)
}

async function createUser(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('user')
    .addColumn('id', types.text, (c) => c.primaryKey())
    .addColumn('name', types.text, (c) => c.notNull())
    .addColumn('email', types.text, (c) => c.notNull().unique())
    .addColumn('emailVerified', types.yesOrNo, (c) => c.notNull())
    .addColumn('image', types.text)
    .addColumn('createdAt', types.moment, (c) => c.notNull())
    .addColumn('updatedAt', types.moment, (c) => c.notNull())
    .addColumn('username', types.text, (c) => c.unique())
    .addColumn('displayUsername', types.text)
    .execute()
}

async function createSession(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('session')
    .addColumn('id', types.text, (c) => c.primaryKey())
    .addColumn('expiresAt', types.moment, (c) => c.notNull())
    .addColumn('token', types.text, (c) => c.notNull().unique())
    .addColumn('createdAt', types.moment, (c) => c.notNull())
    .addColumn('updatedAt', types.moment, (c) => c.notNull())
    .addColumn('ipAddress', types.text)
    .addColumn('userAgent', types.text)
    .addColumn('userId', types.text, (c) => c.notNull().references('user.id').onDelete('cascade'))
    .execute()
  await db.schema.createIndex('session_userId_idx').on('session').column('userId').execute()
}

async function createAccount(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('account')
    .addColumn('id', types.text, (c) => c.primaryKey())
    .addColumn('accountId', types.text, (c) => c.notNull())
    .addColumn('providerId', types.text, (c) => c.notNull())
    .addColumn('userId', types.text, (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('accessToken', types.text)
    .addColumn('refreshToken', types.text)
    .addColumn('idToken', types.text)
    .addColumn('accessTokenExpiresAt', types.moment)
    .addColumn('refreshTokenExpiresAt', types.moment)
    .addColumn('scope', types.text)
    .addColumn('password', types.text)
    .addColumn('createdAt', types.moment, (c) => c.notNull())
    .addColumn('updatedAt', types.moment, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('account_userId_idx').on('account').column('userId').execute()
}

async function createVerification(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('verification')
    .addColumn('id', types.text, (c) => c.primaryKey())
    .addColumn('identifier', types.text, (c) => c.notNull())
    .addColumn('value', types.text, (c) => c.notNull())
    .addColumn('expiresAt', types.moment, (c) => c.notNull())
    .addColumn('createdAt', types.moment, (c) => c.notNull())
    .addColumn('updatedAt', types.moment, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('verification_identifier_idx').on('verification').column('identifier').execute()
}
