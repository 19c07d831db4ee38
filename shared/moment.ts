// A moment as it goes over the wire.

import * as v from 'valibot'

const WRONG = 'A moment is written like 2027-01-31T12:00:00Z.'

export const momentSchema = v.pipe(
  v.string(),
  v.isoTimestamp(WRONG),
  v.check((iso) => !Number.isNaN(Date.parse(iso)), WRONG),
)
