// A case, by its name or its id.

import { XccosError } from '#shared/errors.ts'
import type { Case } from '../compliance/cases.ts'
import type { AdminServices } from './act.ts'

type Services = Pick<AdminServices, 'compliance'>

export async function caseCalled({ compliance }: Services, called: string): Promise<Case> {
  const found = await compliance.findCase({ called })
  if (!found) throw new XccosError('NoSuchNode', `There is no case called ${called}.`)
  return found
}

/** One that may still be changed. */
export async function openCaseCalled(services: Services, called: string): Promise<Case> {
  const found = await caseCalled(services, called)
  if (found.closed) throw new XccosError('InvalidArgument', `The case ${found.name} is closed.`)
  return found
}
