// Identity: who is asking. Accounts, sign-in, devices, tickets for the socket and the pool's own keys.

import type { Refusal } from '#shared/connect.ts'
import type { PersonUri, Principal } from '#shared/uri.ts'
import type { EnrolDevice } from '#shared/web/devices.ts'
import type { Setup } from '#shared/web/setup.ts'
import type { DeviceRow, PersonRow } from '../store/jobs/people.ts'
import type { MeshPolicy } from '../store/jobs/policy.ts'

/** Someone signed in. `cookies` are Set-Cookie lines to hand back, when the session was just prolonged. */
export type Caller = { person: PersonRow; sessionId: string; cookies: readonly string[] }

export type Admitted = {
  person: PersonRow
  sessionId: string
  device: DeviceRow
  /** To be asked once the connection is there to be closed: false when a session ended before it was. */
  stillStands(): boolean
}

/** Why a handshake was refused; the gateway answers with REFUSALS[refusal]. */
export class AdmissionRefused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal)
    this.name = 'AdmissionRefused'
    this.refusal = refusal
  }
}

export type NewPerson = { username: string; displayName: string; password: string; admin: boolean }
export type PersonChange = {
  displayName?: string
  admin?: boolean
  /** Reads the archive; no right of an administrator goes with it, nor it with theirs. */
  officer?: boolean
  disabled?: boolean
  password?: string
}
/** `keepSession` is the one in which the person gives themselves a new password; without `by` it is the command line. */
export type AccountChange = PersonChange & { keepSession?: string; by?: PersonUri }

/** What clients are told at provisioning. */
export type { MeshPolicy }
export type Policy = { enablePersistentChat: boolean; mesh: MeshPolicy }

/**
 * Without `sessionId`, all sessions of the person, but for `except`. For everyone: the feature was switched off; they
 * stay signed in.
 */
export type SessionsEnded =
  | { everyone: true }
  | { everyone?: never; person: PersonUri; sessionId?: string; except?: string }

export type Identity = {
  /** All of /api/auth. `address` is whose failures are counted. */
  handleAuth(request: Request, address: string): Promise<Response>
  /** By cookie or bearer token; undefined for nobody and for disabled people. */
  caller(headers: Headers): Promise<Caller | undefined>

  addPerson(person: NewPerson): Promise<PersonRow>
  /** Disabling, or a new password, ends all sessions at once. */
  setPerson(uri: PersonUri, change: PersonChange): Promise<void>
  findPerson(uri: PersonUri): Promise<PersonRow | undefined>
  people(): Promise<PersonRow[]>
  /** Every principal that stands for this person. */
  principalsOf(person: PersonUri): Promise<Principal[]>

  /** The same key of the same person gets the same id again. */
  enrolDevice(person: PersonRow, device: EnrolDevice): Promise<{ deviceId: string }>
  device(id: string): Promise<DeviceRow | undefined>

  issueTicket(caller: Caller): Promise<string>
  /** Throws AdmissionRefused. `genuine` is called, and may throw, once the ticket is known to be ours. */
  admit(handshake: { ticket: string; deviceId: string }, genuine?: () => void): Promise<Admitted>
  /** Told after sign-out, sign-out everywhere, disabling, a new password, and switching the feature off. */
  onSessionsEnded(listener: (ended: SessionsEnded) => void): void

  policy(): Promise<Policy>
  setPolicy(change: { enablePersistentChat?: boolean; mesh?: Partial<MeshPolicy> }): Promise<void>

  poolKeys(): Promise<{ kid: string; publicKey: string }[]>
  /** With those that sign no more. */
  allPoolKeys(): Promise<{ kid: string; publicKey: string }[]>
  /** Of the key that signs now. */
  poolKid(): Promise<string>
  signWithPoolKey(bytes: Uint8Array): Promise<{ kid: string; sig: string }>

  readonly setup: {
    state(): Promise<{ needed: boolean }>
    /** The one-time link for the first administrator; undefined once there is an account. Earlier links end. */
    link(origin: string): Promise<string | undefined>
    use(setup: Setup): Promise<PersonRow>
  }
}
