// What appending does to the search's index at once: words that were removed are found no more.

export const REMOVE_DOCS = `
  delete from search_docs using unnest($1::int[], $2::bigint[]) as gone (room_id, seq)
  where search_docs.room_id = gone.room_id and search_docs.seq = gone.seq`

/** The place stays, for the words that are put there. */
export const EMPTY_DOCS = `
  update search_docs set terms = '{}' from unnest($1::int[], $2::bigint[]) as gone (room_id, seq)
  where search_docs.room_id = gone.room_id and search_docs.seq = gone.seq`

export const PURGE_DOCS = `
  delete from search_docs using unnest($1::int[], $2::bigint[]) as gone (room_id, up_to)
  where search_docs.room_id = gone.room_id and search_docs.seq <= gone.up_to`

export const DOUBT_LEXICON = `
  insert into meta (key, value) values ('lexicon_doubt', $1) on conflict (key) do update set value = excluded.value`
