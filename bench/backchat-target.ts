// Drives Backchat as any client would: HTTP sign-in, device enrolment, provisioning, Socket.IO, signed posts.
// A person holds several connections, because each sign-in costs the server a password hash on purpose.

import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID, sign } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { SIGNATURE_PREFIX } from '#shared/post.ts'
import { startChild } from './child.ts'
import { cpuSeconds, residentMiB } from './cpu.ts'
import type { Database } from './database.ts'
import type { Client, Heard, Need, Target } from './target.ts'

const CONNECTIONS_PER_PERSON = 30

type Said = { url: string; usernames: string[]; password: string; rooms: string[] }
type Account = {
  url: string
  token: string
  uri: string
  deviceId: string
  key: KeyObject
  dseq: Map<string, number>
  prev: Map<string, string>
}
type Reply = {
  id: string
  commandid: { envid: string; seqid: number }
  resp: { code: number; text: string }
  data?: unknown
}
type Envelope = { rpl?: Reply[]; grpchat?: { signed: string }[] }

/** @param database PostgreSQL to keep everything in; SQLite without one */
export async function startBackchat(need: Need, database?: Database): Promise<Target> {
  const people = Math.ceil(need.connections / CONNECTIONS_PER_PERSON)
  const { pid, said, stop } = await startChild('./backchat-server.ts', {
    args: [...[people, need.rooms, need.history ?? 0].map(String), need.recording ?? 'on'],
    env: database ? { BACKCHAT_DATABASE_URL: await database.create() } : {},
  })
  const { url, usernames, password, rooms } = said as Said
  const accounts: Account[] = []
  for (const username of usernames) accounts.push(await signIn(url, username, password))
  let next = 0
  return {
    name: database ? 'Backchat, PostgreSQL' : 'Backchat, SQLite',
    rooms,
    cpu: () => cpuSeconds(pid) + (database?.cpu() ?? 0),
    residentMiB: () => residentMiB(pid),
    connect(heard) {
      const account = accounts[next++ % accounts.length]
      if (!account) throw new Error('nobody signed in')
      return connect(account, heard)
    },
    stop,
  }
}

async function signIn(url: string, username: string, password: string): Promise<Account> {
  const session = await fetch(`${url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  const token = session.headers.get('set-auth-token')
  if (!token) throw new Error(`${username} could not sign in: ${session.status} ${await session.text()}`)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const enrolled = await fetch(`${url}/api/devices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ publicKey: publicKey.export({ format: 'jwk' }).x, name: 'bench' }),
  })
  const { deviceId } = (await enrolled.json()) as { deviceId: string }
  const uri = `sip:${username}@localhost`
  return { url, token, uri, deviceId, key: privateKey, dseq: new Map(), prev: new Map() }
}

async function connect(account: Account, heard: Heard): Promise<Client> {
  const provisioned = await fetch(`${account.url}/api/provisioning`, {
    headers: { authorization: `Bearer ${account.token}` },
  })
  const { ticket } = (await provisioned.json()) as { ticket: string }
  const auth = { ticket, deviceId: account.deviceId }
  const socket = io(account.url, { transports: ['websocket'], forceNew: true, reconnection: false, auth })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  const call = talk(socket, heard)
  return {
    async join(room) {
      await call({ cmd: { id: 'cmd:join', seqid: 1, data: { room } } })
    },
    async post(room, text) {
      await call({ grpchat: [seal(account, room, text)] })
    },
    async newest(room, count) {
      await call({ cmd: { id: 'cmd:bccontext', seqid: 1, data: { room, last: { count } } } })
    },
    async ask(command, data) {
      await call({ cmd: { id: `cmd:${command}`, seqid: 1, data } })
    },
    close: () => socket.disconnect(),
  }
}

/** Sends an envelope and waits for the reply that names it. */
function talk(socket: Socket, heard: Heard): (items: object) => Promise<void> {
  const waiting = new Map<string, (reply: Reply) => void>()
  let envelopes = 0
  socket.on('xccos', (envelope: Envelope) => {
    const { grpchat, rpl } = envelope
    if (grpchat) heard(grpchat.length, () => grpchat.map((entry) => JSON.parse(entry.signed).chat))
    for (const reply of rpl ?? []) waiting.get(reply.commandid.envid)?.(reply)
  })
  return async (items) => {
    envelopes += 1
    const envid = String(envelopes)
    const replied = new Promise<Reply>((resolve) => waiting.set(envid, resolve))
    const ack = await socket.emitWithAck('xccos', { ver: 1, envid, ...items })
    if (ack.status !== 200) throw new Error(`not taken: ${JSON.stringify(ack)}`)
    const reply = await replied
    waiting.delete(envid)
    if (reply.resp.code !== 200) throw new Error(`refused: ${JSON.stringify(reply.resp)}`)
  }
}

function seal(account: Account, room: string, chat: string) {
  const id = randomUUID()
  const dseq = (account.dseq.get(room) ?? 0) + 1
  const hlc = `${Date.now().toString(16).padStart(12, '0')}-0000`
  const salt = randomBytes(16).toString('base64url')
  const { uri: author, deviceId: device } = account
  const signed = JSON.stringify({
    v: 1,
    kind: 'chat',
    id,
    room,
    author,
    device,
    dseq,
    prev: account.prev.get(room) ?? null,
    hlc,
    salt,
    chat,
  })
  account.dseq.set(room, dseq)
  account.prev.set(room, id)
  return {
    signed,
    sig: sign(null, Buffer.from(SIGNATURE_PREFIX + signed), account.key).toString('base64url'),
  }
}
