// The table of acts.

import { XccosError } from '#shared/errors.ts'
import type { PersonUri } from '#shared/uri.ts'
import type { Act, AdminServices } from './act.ts'
import { addInActs } from './add-in.ts'
import { archiveActs } from './archive.ts'
import { caseActs } from './cases.ts'
import { categoryActs } from './category.ts'
import { complianceActs } from './compliance.ts'
import { exportActs } from './exports.ts'
import { groupActs } from './group.ts'
import { keepingActs } from './keeping.ts'
import { messageActs } from './message.ts'
import { officerActs } from './officer.ts'
import { policyActs } from './policy.ts'
import { roomActs } from './room.ts'
import { userActs } from './user.ts'

export type Order = { act: string; args: unknown }
/** Runs an act by name; the result is JSON. */
export type Admin = {
  /** @param by who asks, where it is not the command line: they are told of as those who did it */
  run(order: Order, by?: PersonUri): Promise<unknown>
}

const acts: readonly Act[] = [
  ...userActs,
  ...categoryActs,
  ...groupActs,
  ...roomActs,
  ...addInActs,
  ...messageActs,
  ...complianceActs,
  ...archiveActs,
  ...keepingActs,
  ...caseActs,
  ...exportActs,
  ...officerActs,
  ...policyActs,
]
const byName = new Map(acts.map((act) => [act.name, act]))

export function createAdmin(services: AdminServices): Admin {
  return {
    async run({ act: name, args }, by) {
      const act = byName.get(name)
      if (!act) throw new XccosError('MsgNotSupported', `There is no act called ${name}.`)
      return act.run(by === undefined ? services : { ...services, by }, args)
    },
  }
}
