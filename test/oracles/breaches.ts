// All oracles over one history. A run passes when this is empty.

import { catchingUpIsWhole, nobodyMissesTheTail } from './catching-up.ts'
import { nothingEscapes } from './escaped.ts'
import type { History, Oracle } from './history.ts'
import {
  answersFollowQuestions,
  everyoneHearsOneOrder,
  laterActsNameTheirTarget,
  logsHaveNoHoles,
} from './order.ts'
import { answeredIsStored, nothingIsDouble, unansweredIsOneOrNone } from './stored.ts'

const ORACLES: Record<string, Oracle> = {
  'I-01': answeredIsStored,
  'I-02': nothingIsDouble,
  'I-03': unansweredIsOneOrNone,
  'I-04': everyoneHearsOneOrder,
  'I-05': logsHaveNoHoles,
  'I-06': laterActsNameTheirTarget,
  'I-07': answersFollowQuestions,
  'I-08': catchingUpIsWhole,
  'I-09': nobodyMissesTheTail,
  'I-25': nothingEscapes,
}

export function breaches(history: History): string[] {
  return Object.entries(ORACLES).flatMap(([id, oracle]) =>
    oracle(history).map((breach) => `${id}: ${breach}`),
  )
}
