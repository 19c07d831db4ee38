// I-25: no error escapes, in no process.

import { actsOf, type Oracle } from './history.ts'

export const nothingEscapes: Oracle = (history) =>
  actsOf(history, 'something escapes').map(({ where, what }) => `${where}: ${what}`)
