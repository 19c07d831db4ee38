// People and their devices.

import { sql } from 'kysely'
import { XccosError } from '#shared/errors.ts'
import { DEVICES_PER_PERSON } from '#shared/limits.ts'
import { type Db, reads, writes } from '../job.ts'
import { recordChange } from './record-change.ts'

export type PersonRow = {
  uri: string
  username: string
  displayName: string
  admin: boolean
  officer: boolean
  disabled: boolean
  authUser: string
}
export type DeviceRow = { id: string; person: string; publicKey: string; retired: boolean }
export type NewDevice = Omit<DeviceRow, 'retired'> & {
  name: string
  dtlsFingerprint: string | null
  at: number
}

/** SQLite has no escape character unless it is told one. */
function isLike(column: string, pattern: string) {
  return sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`
}

function people(db: Db) {
  return db
    .selectFrom('people')
    .select([
      'uri',
      'username',
      'display_name as displayName',
      'admin',
      'officer',
      'disabled',
      'auth_user as authUser',
    ])
}

function toPerson<Row extends { admin: number; officer: number; disabled: number }>(row: Row) {
  return { ...row, admin: row.admin === 1, officer: row.officer === 1, disabled: row.disabled === 1 }
}

/** Neither database takes a statement with any number of values. */
const PER_STATEMENT = 2_000

async function namesOf(db: Db, { principals }: { principals: string[] }) {
  const names: { uri: string; name: string }[] = []
  for (let at = 0; at < principals.length; at += PER_STATEMENT) {
    const some = principals.slice(at, at + PER_STATEMENT)
    names.push(
      ...(await db
        .selectFrom('people')
        .select(['uri', 'display_name as name'])
        .where('uri', 'in', some)
        .orderBy('uri')
        .execute()),
      ...(await db
        .selectFrom('groups')
        .select(['principal as uri', 'name'])
        .where('principal', 'in', some)
        .orderBy('principal')
        .execute()),
    )
  }
  return names
}

async function principalsCalled(db: Db, { names }: { names: string[] }) {
  const found: { uri: string; name: string; by: string[] }[] = []
  for (let at = 0; at < names.length; at += PER_STATEMENT / 4) {
    const some = names.slice(at, at + PER_STATEMENT / 4)
    const people = await db
      .selectFrom('people')
      .select(['uri', 'display_name as name', 'username', 'called'])
      .where('disabled', '=', 0)
      .where((is) =>
        is.or([
          is('username', 'in', some),
          is('called', 'in', some),
          is(
            'uri',
            'in',
            some.map((each) => `sip:${each}`),
          ),
        ]),
      )
      .orderBy('uri')
      .execute()
    for (const { uri, name, username, called } of people)
      found.push({ uri, name, by: [username, called, uri.slice('sip:'.length)] })
    const groups = await db
      .selectFrom('groups')
      .select(['principal as uri', 'name', 'name_folded as called'])
      .where('name_folded', 'in', some)
      .orderBy('principal')
      .execute()
    for (const { uri, name, called } of groups) found.push({ uri, name, by: [called] })
  }
  return found
}

export const peopleJobs = {
  /** Of those that exist: what persons and groups are called. */
  principalNames: reads(namesOf),
  /** Everybody who goes by one of these folded names, and by which: an address, a user name, what they are called. */
  principalsCalled: reads(principalsCalled),
  /** Persons and groups (`among` these, at most 2,000) whose name or user name holds the folded text, by name, from the `offset`-th on. */
  principalsMatching: reads(
    async (
      db,
      { text, among, offset, limit }: { text: string; among?: string[]; offset: number; limit: number },
    ) => {
      if (among?.length === 0) return []
      const pattern = `%${text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`
      const people = db
        .selectFrom('people')
        .select(['uri', 'display_name as name', 'folded'])
        .where('disabled', '=', 0)
        .where(isLike('folded', pattern))
        .$if(among !== undefined, (query) => query.where('uri', 'in', among ?? []))
      const groups = db
        .selectFrom('groups')
        .select(['principal as uri', 'name', 'name_folded as folded'])
        .where(isLike('name_folded', pattern))
        .$if(among !== undefined, (query) => query.where('principal', 'in', among ?? []))
      const rows = await people
        .unionAll(groups)
        .orderBy('folded')
        .orderBy('uri')
        .limit(limit)
        .offset(offset)
        .execute()
      return rows.map(({ uri, name }) => ({ uri, name }))
    },
  ),
  person: reads(async (db, { uri }: { uri: string }): Promise<PersonRow | undefined> => {
    const row = await people(db).where('uri', '=', uri).executeTakeFirst()
    return row && toPerson(row)
  }),
  personByAuthUser: reads(async (db, { authUser }: { authUser: string }): Promise<PersonRow | undefined> => {
    const row = await people(db).where('auth_user', '=', authUser).executeTakeFirst()
    return row && toPerson(row)
  }),
  people: reads(async (db, _: Record<string, never>): Promise<PersonRow[]> => {
    const rows = await people(db).orderBy('username').execute()
    return rows.map(toPerson)
  }),
  countPeople: reads(async (db, _: Record<string, never>) => {
    const row = await db
      .selectFrom('people')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    return Number(row.n)
  }),
  device: reads(async (db, { id }: { id: string }): Promise<DeviceRow | undefined> => {
    const row = await devices(db).where('id', '=', id).executeTakeFirst()
    return row && toDevice(row)
  }),
  /** Adds the device, unless its key is known; either way, what the key belongs to. */
  enrolDevice: writes(async (db, device: NewDevice): Promise<DeviceRow> => {
    const known = await devices(db).where('public_key', '=', device.publicKey).executeTakeFirst()
    if (known) return toDevice(known)
    await requireFewDevices(db, device.person)
    await db
      .insertInto('devices')
      .values({
        id: device.id,
        person: device.person,
        public_key: device.publicKey,
        name: device.name,
        dtls_fingerprint: device.dtlsFingerprint,
        created_at: device.at,
        retired_at: null,
      })
      .execute()
    await recordChange(db, {
      ...{ kind: 'account', act: 'change', of: device.person, room: null, by: device.person, at: device.at },
      changes: { devices: { added: [device.id], removed: [] } },
    })
    return { id: device.id, person: device.person, publicKey: device.publicKey, retired: false }
  }),
}

async function requireFewDevices(db: Db, person: string): Promise<void> {
  const { n } = await db
    .selectFrom('devices')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('person', '=', person)
    .executeTakeFirstOrThrow()
  if (Number(n) >= DEVICES_PER_PERSON)
    throw new XccosError('LimitExceeded', `A person may have at most ${DEVICES_PER_PERSON} devices.`)
}

function devices(db: Db) {
  return db.selectFrom('devices').select(['id', 'person', 'public_key as publicKey', 'retired_at'])
}

function toDevice(row: {
  id: string
  person: string
  publicKey: string
  retired_at: number | null
}): DeviceRow {
  return { id: row.id, person: row.person, publicKey: row.publicKey, retired: row.retired_at !== null }
}
