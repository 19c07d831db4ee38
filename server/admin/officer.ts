// Compliance officers: who may read the archive. Only the command line says so, for whoever could say it otherwise could read
// what everybody wrote.

import * as v from 'valibot'
import { type AdminServices, defineAct } from './act.ts'
import { personNamed } from './principals.ts'

const named = v.strictObject({ user: v.pipe(v.string(), v.maxLength(330)) })

async function setOfficer(services: AdminServices, user: string, officer: boolean) {
  const uri = await personNamed(services, user)
  await services.identity.setPerson(uri, { officer })
  return { uri, officer }
}

export const officerActs = [
  defineAct('compliance.officer.add', named, (services, { user }) => setOfficer(services, user, true)),
  defineAct('compliance.officer.remove', named, (services, { user }) => setOfficer(services, user, false)),
  defineAct('compliance.officer.list', v.strictObject({}), async ({ identity }) => {
    const officers = (await identity.people()).filter(({ officer }) => officer)
    return {
      officers: officers.map(({ uri, username, displayName, disabled }) => ({
        ...{ uri, username, displayName, disabled },
      })),
    }
  }),
]
