// A server with people and rooms, for scenes in browsers. The server is a process of its own, so that it can be
// killed, and keeps its port when it comes back, so that browsers find it again.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Services } from '../../server/services.ts'
import { BrowserPerson, type Screen } from './browser-person.ts'
import { furnishFolder, openFolder } from './furnish.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'

export class BrowserScene {
  readonly #dataFolder = mkdtempSync(join(tmpdir(), 'backchat-scene-'))
  readonly #people: BrowserPerson[] = []
  #server: ServerProcess | undefined
  #port = 0

  /** @param furnish what else is to be there before the server starts; the addresses are those of the rooms */
  async begin(
    names: { people: string[]; rooms: string[] },
    furnish: (services: Services, uris: string[]) => Promise<void> = async () => {},
  ): Promise<void> {
    const services = await openFolder(this.#dataFolder)
    const { uris } = await furnishFolder(services, names)
    await furnish(services, uris)
    await services.close()
    await this.serverComesBack()
  }

  get url(): string {
    return `http://localhost:${this.#port}`
  }

  async serverIsKilled(): Promise<void> {
    await this.#server?.end('SIGKILL')
    this.#server = undefined
  }

  async serverComesBack(): Promise<void> {
    this.#server = await startServerProcess(this.#dataFolder, this.#port)
    this.#port = Number(new URL(this.#server.url).port)
  }

  person(username: string, screen?: Screen): BrowserPerson {
    const person = new BrowserPerson(username, screen)
    this.#people.push(person)
    return person
  }

  async end(): Promise<void> {
    await Promise.all(this.#people.map((person) => person.leaves()))
    await this.serverIsKilled()
    rmSync(this.#dataFolder, { recursive: true })
  }
}
