// The SQL of the search index. Terms travel as one text per post, for arrays of arrays must be of one length.

/** In the order of their words, so that two nodes that meet the same ones wait for one another instead of deadlocking. */
export const ADD_WORDS = `
  insert into search_words (word, stem)
  select * from unnest($1::text[], $2::text[]) as new (word, stem) order by word
  on conflict do nothing`

export const ADD_PARTS = `
  insert into search_parts (part, word)
  select * from unnest($1::text[], $2::text[]) as new (part, word) order by part, word
  on conflict do nothing`

export const ADD_DOCS = `
  insert into search_docs (room_id, seq, shown, ts, alert, terms)
  select room_id, seq, seq, ts, alert, string_to_array(terms, ' ')
  from unnest($1::int[], $2::bigint[], $3::bigint[], $4::int[], $5::text[])
         with ordinality as new (room_id, seq, ts, alert, terms, place)
  order by place`

/** High importance stays with a post, whatever its edits say. */
export const CHANGE_DOCS = `
  update search_docs
  set shown = new.shown,
      terms = string_to_array(new.terms, ' ') || case alert when 1 then array['h:alert'] else array[]::text[] end
  from unnest($1::int[], $2::bigint[], $3::bigint[], $4::text[]) as new (room_id, seq, shown, terms)
  where search_docs.room_id = new.room_id and search_docs.seq = new.seq`

export const REMOVE_DOCS = `
  delete from search_docs using unnest($1::int[], $2::bigint[]) as gone (room_id, seq)
  where search_docs.room_id = gone.room_id and search_docs.seq = gone.seq`

export const PURGE_DOCS = `
  delete from search_docs using unnest($1::int[], $2::bigint[]) as gone (room_id, up_to)
  where search_docs.room_id = gone.room_id and search_docs.seq <= gone.up_to`

export const DOUBT_LEXICON = `
  insert into meta (key, value) values ('lexicon_doubt', $1) on conflict (key) do update set value = excluded.value`
