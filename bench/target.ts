// A server under measurement, as the driver sees it. Every target is driven by real socket.io-client sockets
// from this process; the server is a process of its own, so that its CPU can be told apart.

export type Client = {
  join(room: string): Promise<void>
  /** Resolves when the server has acknowledged the post; for Backchat, when it is on disk. */
  post(room: string, text: string): Promise<void>
  /** The newest posts of a room, by the protocol's own command; only Backchat keeps any. */
  newest?(room: string, count: number): Promise<void>
  /** Any command; only Backchat knows any. */
  ask?(command: string, data: object): Promise<void>
  close(): void
}

export type Target = {
  name: string
  rooms: readonly string[]
  /** Seconds of CPU that the server has used, its database's processes included. */
  cpu(): number
  /** Of the server process alone. */
  residentMiB(): number
  connect(heard: Heard): Promise<Client>
  stop(): Promise<void>
}

export type Need = { connections: number; rooms: number; history?: number; recording?: 'on' | 'off' }
export type Start = (need: Need) => Promise<Target>

/** Called for each envelope that reaches a client; the texts are made only when they are asked for. */
export type Heard = (posts: number, texts: () => string[]) => void
