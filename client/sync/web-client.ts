// Every HTTP call of the app. The session is a cookie of the same origin that scripts cannot read.
// The identity library answers refusals in a shape of its own, so both shapes are understood here.

import * as v from 'valibot'
import { type EnrolDevice, enrolledDeviceSchema } from '#shared/web/devices.ts'
import { errorBodySchema } from '#shared/web/errors.ts'
import { type Provisioning, provisioningSchema } from '#shared/web/provisioning.ts'
import { type Setup, setupStateSchema } from '#shared/web/setup.ts'
import type { ChangePassword } from '#shared/web/sign-in.ts'
import { archiveClient } from './archive-client.ts'
import { type CallFile, casesClient } from './cases-client.ts'
import { offline, Refused } from './refusal.ts'
import { type Call, roomsClient } from './rooms-client.ts'

const TIMEOUT_MS = 15_000
const bareRefusalSchema = v.object({ code: v.optional(v.string()), message: v.optional(v.string()) })

export type Fetch = (path: string, init: RequestInit) => Promise<Response>
export type WebClient = ReturnType<typeof webClient>

export function webClient(fetch: Fetch) {
  const call: Call = async (method, path, body) => {
    const response = await send(fetch, path, { method, ...(body === undefined ? {} : jsonOf(body)) })
    const answer: unknown = await response.json().catch(() => undefined)
    if (!response.ok) throw refusalOf(response.status, answer)
    return answer
  }
  const callFile: CallFile = async (path, body, signal) => {
    const response = await send(fetch, path, { method: 'POST', ...jsonOf(body), signal })
    if (!response.ok) throw refusalOf(response.status, await response.json().catch(() => undefined))
    const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')
    const blob = await response.blob().catch(() => Promise.reject(offline()))
    return { name: named?.[1] ?? 'export.zip', blob }
  }
  return {
    cases: casesClient(call, callFile),
    rooms: roomsClient(call),
    archive: archiveClient(call),
    async signIn(username: string, password: string): Promise<void> {
      await call('POST', '/api/auth/sign-in/username', { username, password }).catch(asWrongCredentials)
    },
    async signOut(): Promise<void> {
      await call('POST', '/api/auth/sign-out', {})
    },
    async signOutEverywhere(): Promise<void> {
      await call('POST', '/api/auth/revoke-sessions', {})
    },
    async changePassword(change: ChangePassword): Promise<void> {
      await call('POST', '/api/auth/change-password', change).catch(asWrongPassword)
    },
    async provisioning(): Promise<Provisioning> {
      return v.parse(provisioningSchema, await call('GET', '/api/provisioning'))
    },
    async enrol(device: EnrolDevice): Promise<string> {
      return v.parse(enrolledDeviceSchema, await call('POST', '/api/devices', device)).deviceId
    },
    async isSetupNeeded(): Promise<boolean> {
      return v.parse(setupStateSchema, await call('GET', '/api/setup')).needed
    },
    async setUp(setup: Setup): Promise<void> {
      await call('POST', '/api/setup', setup)
    },
  }
}

function jsonOf(body: unknown): RequestInit {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

async function send(fetch: Fetch, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...init,
      credentials: 'same-origin',
      cache: 'no-store',
    })
  } catch {
    throw offline()
  }
}

/** A gateway that has lost its server answers 502 or 504: for the person that is the same as no network. */
function refusalOf(status: number, body: unknown): Refused {
  if (status === 502 || status === 504) return offline()
  const ours = v.safeParse(errorBodySchema, body)
  if (ours.success) return new Refused(ours.output.error.code, ours.output.error.message, status)
  const bare = v.safeParse(bareRefusalSchema, body)
  const { code, message } = bare.success ? bare.output : {}
  return new Refused(
    status === 429 ? 'TooManyRequests' : (code ?? 'CommandFailed'),
    message ?? `The server answered ${status}.`,
    status,
  )
}

function asWrongCredentials(error: unknown): never {
  if (error instanceof Refused && error.status === 401)
    throw new Refused('WrongCredentials', 'The user name or the password is wrong.', 401)
  throw error
}

function asWrongPassword(error: unknown): never {
  if (error instanceof Refused && error.code === 'ErrorPermission')
    throw new Refused('WrongPassword', 'The present password is not right.', 403)
  throw error
}
