// The SQL of appending. Rows travel as one array per column, so a batch of any size is one statement.

import { KINDS_WITH_WORDS } from '../amendment.ts'
import { SHARE_WITH_POSTING } from './posting-lock.ts'

export const BEGIN = `begin isolation level read committed; ${SHARE_WITH_POSTING}`

export const META = `select key, value from meta where key in ('acl_epoch', 'compliance')`

/** Sorted, so that two nodes with the same rooms wait for one another instead of deadlocking. */
export const LOCK_ROOMS = `
  select id, head, chain from rooms where id = any($1::int[]) order by id for no key update`

/** For each item, in order: what its id was used for, and whether its device used its dseq in the room. */
export const SEEN = `
  select entries.room_id, entries.seq, entries.ts, entries.chain, entries.hash, entries.fork,
         exists (select from entries as same
                 where same.device = item.device and same.room_id = item.room_id and same.dseq = item.dseq) as used
  from unnest($1::text[], $2::text[], $3::int[], $4::bigint[])
         with ordinality as item (device, id, room_id, dseq, place)
       left join entries on entries.device = item.device and entries.id = item.id
  order by item.place`

export const STORE = `
  with stored as (
    insert into entries (room_id, seq, id, device, dseq, author, kind, via, hash, chain, signed, sig, fleeting, fork, ts)
    select entry.*, $15::bigint
    from unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[],
                $9::bytea[], $10::bytea[], $11::text[], $12::text[], $13::int[], $14::int[]) as entry
  ), due as (
    insert into search_due (room_id, seq)
    select room_id, seq
    from unnest($1::int[], $2::bigint[], $7::text[], $13::int[])
           with ordinality as entry (room_id, seq, kind, fleeting, place)
    where kind in (${KINDS_WITH_WORDS.map((kind) => `'${kind}'`).join()}) and fleeting = 0
    order by place
  ), recorded as (
    insert into compliance_queue (kind, room, person, device, post, body, seq, at)
    select kind, room, person, device, post, body, seq, $15::bigint
    from unnest($16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::bigint[])
           with ordinality as event (kind, room, person, device, post, body, seq, place)
    order by place
  )
  update rooms set head = tail.head, chain = tail.chain
  from unnest($23::int[], $24::bigint[], $25::bytea[]) as tail (id, head, chain)
  where rooms.id = tail.id`

/** For each target, in order: what is stored under its name. */
export const TARGETS = `
  select entries.room_id, entries.seq, entries.author, entries.kind, entries.ts, entries.gone
  from unnest($1::text[], $2::text[]) with ordinality as wanted (device, id, place)
       left join entries on entries.device = wanted.device and entries.id = wanted.id
  order by wanted.place`

/** For each target, in order: the newest of its words. */
export const EARLIER = `
  select coalesce(
    (select edit.signed from entries as edit
     where edit.room_id = post.room_id and edit.target = post.seq and edit.kind = 'edit' and edit.gone is null
     order by edit.seq desc limit 1), post.signed) as signed
  from unnest($1::text[], $2::text[]) with ordinality as wanted (device, id, place)
       left join entries as post on post.device = wanted.device and post.id = wanted.id
  order by wanted.place`

export const NOTE = `
  update entries set target = noted.target, emoji = noted.emoji, is_on = noted.is_on
  from unnest($1::int[], $2::bigint[], $3::bigint[], $4::text[], $5::int[]) as noted (room_id, seq, target, emoji, is_on)
  where entries.room_id = noted.room_id and entries.seq = noted.seq`

const TAKEN = `unnest($2::int[], $3::bigint[], $4::text[], $5::bigint[])
  with ordinality as gone (room_id, seq, room, by, place)`

/** An event for each text that goes, by the first act that takes it, its body letter by letter as SQLite writes it. */
const recordTaken = (which: string) => `
  insert into compliance_queue (at, kind, room, person, device, seq, post, body)
  select $1, 'erased', room, author, device, seq, id,
         '{"signed":' || to_json(signed) || ',"sig":' || to_json(sig) || ',"by":' || by || '}'
  from (
    select distinct on (entries.room_id, entries.seq) entries.*, gone.room, gone.by, gone.place
    from ${TAKEN} join entries on entries.room_id = gone.room_id and entries.gone is null and ${which}
    order by entries.room_id, entries.seq, gone.place
  ) as taken
  order by place, seq`

export const RECORD_ERASED = recordTaken(
  "(entries.seq = gone.seq or (entries.target = gone.seq and entries.kind = 'edit'))",
)
export const RECORD_PURGED = recordTaken('entries.seq <= gone.seq and entries.kind = any($6::text[])')

const EMPTY = 'update entries set signed = null, sig = null, gone ='

export const ENTOMB = `
  ${EMPTY} gone.gone from unnest($1::int[], $2::bigint[], $3::text[]) as gone (room_id, seq, gone)
  where entries.room_id = gone.room_id and entries.seq = gone.seq and entries.gone is null`

export const ENTOMB_EDITS = `
  ${EMPTY} gone.gone from unnest($1::int[], $2::bigint[], $3::text[]) as gone (room_id, seq, gone)
  where entries.room_id = gone.room_id and entries.target = gone.seq and entries.kind = 'edit' and entries.gone is null`

export const PURGE = `
  ${EMPTY} 'purged' from unnest($1::int[], $2::bigint[]) as purged (room_id, up_to)
  where entries.room_id = purged.room_id and entries.seq <= purged.up_to
    and entries.kind = any($3::text[]) and entries.gone is null`
