// One schedule on stage: a server, a profile with its tabs, Ada, and the hand that makes things happen to them.

import type { OutboxRow } from '../../../client/cache/rows.ts'
import { BRIDGE, HARBOUR } from '../support/cast.ts'
import type { Events } from './events.ts'
import { ModelServer } from './model-server.ts'
import { Ada } from './person.ts'
import {
  type Act,
  type AdasAct,
  type OthersAct,
  type Step,
  sentenceOf,
  type TabTrouble,
  type Trouble,
} from './plan.ts'
import { Profile } from './profile.ts'
import { Tab } from './tab.ts'

const TABS_MOST = 3

export class Stage {
  readonly events: Events
  readonly server: ModelServer
  readonly profile: Profile
  readonly ada = new Ada()
  readonly network = { isThere: true }
  /** What happened, a line each. */
  readonly story: string[] = []
  readonly #all: Tab[] = []
  #tabs: Tab[] = []
  #tabCount = 0
  #heard = 0

  constructor(events: Events, name: string) {
    this.events = events
    this.server = new ModelServer(events, [HARBOUR, BRIDGE])
    this.profile = new Profile(events, name)
  }

  outbox(): OutboxRow[] {
    return this.rows('outbox') as OutboxRow[]
  }

  rows(store: string): unknown[] {
    return this.profile.disk.shelves.get(store)?.rows.map(({ value }) => value) ?? []
  }

  openTab(): Tab {
    this.#tabCount += 1
    const tab = new Tab(this, `tab ${this.#tabCount}`)
    this.#tabs.push(tab)
    this.#all.push(tab)
    return tab
  }

  perform(step: Step): void {
    this.story.push(`${sentenceOf(step)} ${this.#perform(step.act)}`)
  }

  /** Everything works again, and whoever is there looks at both rooms. */
  heal(): void {
    const { server } = this
    this.#disturbTab('tab thaws')
    for (const mended of ['database heals', 'server is free', 'disk has room', 'network comes'] as const)
      this.#disturb(mended)
    server.crashesAtCommit = 'never'
    server.mischief = 0
    server.crash()
    server.isUp = true
    const tab = this.#tabs[0] ?? this.openTab()
    for (const room of [HARBOUR, BRIDGE]) this.ada.open(tab, room)
    tab.feelsNetwork(true)
  }

  /** The stage is empty: nothing of this schedule lives on into the next. */
  strike(): void {
    for (const tab of this.#all) {
      tab.dies()
      tab.cache.close()
    }
  }

  /** @returns what else is to be told about it */
  #perform(act: Act): string {
    switch (act.by) {
      case 'ada':
        return this.#adaDoes(act)
      case 'others':
        return this.#othersDo(act)
      case 'browser':
        return this.#disturbTab(act.does)
      case 'world':
        this.#disturb(act.does)
        return ''
    }
  }

  #adaDoes(act: AdasAct): string {
    const { ada } = this
    switch (act.does) {
      case 'writes':
        return this.#inTab((tab) => ada.write(tab, act.room))
      case 'amends':
        return this.#inTab((tab) => ada.amend(tab, act.room))
      case 'reads':
        return this.#inTab((tab) => ada.read(tab, act.room))
      case 'opens':
        return this.#inTab((tab) => ada.open(tab, act.room))
      case 'scrolls up':
        return this.#inTab((tab) => ada.scrollUp(tab, act.room))
      case 'follows':
      case 'unfollows':
        return this.#inTab((tab) => ada.follow(tab, act.room, act.does === 'follows'))
      case 'edits':
        return this.#onPost((tab, id) => ada.edit(tab, id))
      case 'calls off':
        return this.#onPost((tab, id) => ada.callOff(tab, id))
      case 'retries':
        return this.#onPost(
          (tab, id) => ada.retry(tab, id),
          ({ state }) => state === 'failed',
        )
    }
  }

  #othersDo({ does, room }: OthersAct): string {
    if (does === 'is removed from') this.server.removesAda(room)
    if (does === 'is let into') this.server.letsAdaIn(room)
    if (does !== 'somebody writes' && does !== 'somebody amends') return ''
    this.#heard += 1
    if (does === 'somebody amends')
      return this.server.hearsOtherAmend(room, this.#heard) ? `anew ${this.#heard}` : 'but nothing stands'
    this.server.hearsOther(room, this.#heard)
    return `heard ${this.#heard}`
  }

  #disturb(what: Trouble): void {
    const { server, profile } = this
    const turn = (change: Partial<ModelServer>) => Object.assign(server, change)
    const fill = (isFull: boolean) => Object.assign(profile.disk, { isFull })
    const troubles: Record<Trouble, () => unknown> = {
      'network goes': () => this.#changeNetwork(false),
      'network comes': () => this.#changeNetwork(true),
      'wires break': () => server.cut({ silently: false }),
      'wires go silent': () => server.cut({ silently: true }),
      'server crashes': () => server.crash(),
      'server starts': () => turn({ isUp: true }),
      'server crashes before its next commit': () => turn({ crashesAtCommit: 'before' }),
      'server crashes after its next commit': () => turn({ crashesAtCommit: 'after' }),
      'server is busy': () => turn({ isBusy: true }),
      'server is free': () => turn({ isBusy: false }),
      'database fails': () => turn({ isIll: true }),
      'database heals': () => turn({ isIll: false }),
      'server forgets sessions': () => turn({ forgetsSessions: true }),
      'server loses and repeats what is live': () => turn({ mischief: 0.4 }),
      'disk fills up': () => fill(true),
      'disk has room': () => fill(false),
    }
    troubles[what]()
  }

  #changeNetwork(isThere: boolean): void {
    this.network.isThere = isThere
    if (!isThere) this.server.cut({ silently: this.events.chance(0.5) })
    for (const tab of this.#tabs) tab.feelsNetwork(isThere)
  }

  #disturbTab(what: TabTrouble): string {
    if (what === 'tab opens')
      return this.#tabs.length < TABS_MOST ? this.openTab().name : 'but there are enough'
    if (what === 'tab thaws') {
      for (const tab of this.#tabs) if (tab.life.state === 'frozen') tab.life.state = 'alive'
      return ''
    }
    if (this.#tabs.length === 0) return 'but there is none'
    const tab = this.events.pick(this.#tabs)
    if (what === 'tab freezes') {
      tab.life.state = 'frozen'
      return tab.name
    }
    tab.dies()
    this.#tabs = this.#tabs.filter((other) => other !== tab)
    return what === 'tab reloads' ? `${tab.name} as ${this.openTab().name}` : tab.name
  }

  #inTab(work: (tab: Tab) => void): string {
    const awake = this.#tabs.filter(({ life }) => life.state === 'alive')
    if (awake.length === 0) return 'but no tab is awake'
    const tab = this.events.pick(awake)
    this.events.after(0, () => work(tab), tab.life)
    return `in ${tab.name}`
  }

  #onPost(work: (tab: Tab, id: string) => void, isMeant: (row: OutboxRow) => boolean = () => true): string {
    const rows = this.outbox().filter(isMeant)
    if (rows.length === 0) return 'but nothing is there'
    const { id, text } = this.events.pick(rows)
    return `${text} ${this.#inTab((tab) => work(tab, id))}`
  }
}
