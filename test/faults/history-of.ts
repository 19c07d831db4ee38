// What posters did and were told, and what lies in the database after it, as a history that the oracles can read.

import type { Act, History } from '../oracles/history.ts'
import type { Poster } from './poster.ts'
import { storedState } from './stored-state.ts'

/** Who posted what, and what was confirmed. */
export type Posted = Pick<Poster, 'uri' | 'sealed' | 'receipts'>

export async function historyOf(dataFolder: string, posters: Posted[]): Promise<History> {
  return { acts: posters.flatMap(actsOf), ...(await storedState(dataFolder)) }
}

function actsOf({ uri, sealed, receipts }: Posted): Act[] {
  return sealed.flatMap(({ id, post }) => {
    const { room } = JSON.parse(post.signed) as { room: string }
    const receipt = receipts.get(id)
    const offer: Act = { act: 'offers', at: 0, client: uri, room, id, signed: post.signed }
    return receipt ? [offer, { act: 'is answered', at: 0, client: uri, room, id, seq: receipt.seq }] : [offer]
  })
}
