// A server under measurement, as the driver sees it. Both targets are driven by real socket.io-client sockets
// from this process; the server is a process of its own, so that its CPU can be told apart.

export type Client = {
  join(room: string): Promise<void>
  /** Resolves when the server has acknowledged the post; for Backchat, when it is on disk. */
  post(room: string, text: string): Promise<void>
  close(): void
}

export type Target = {
  name: string
  pid: number
  rooms: readonly string[]
  connect(heard: Heard): Promise<Client>
  stop(): Promise<void>
}

/** Called for each post that reaches a client; the text is made only when it is asked for. */
export type Heard = (posts: number, texts: () => string[]) => void
