// How the connection stands: named states, and the one function that moves between them.
// What is to be done in a state is the connector's business.

/** `full`: the browser gives no more space. */
export type WaitReason = 'lost' | 'busy' | 'drain' | 'full'

export type Phase =
  | { at: 'idle' }
  | { at: 'provisioning'; tries: number }
  | { at: 'dialling'; tries: number }
  | { at: 'entering'; tries: number }
  | { at: 'live' }
  | { at: 'waiting'; tries: number; retryAt: number; why: WaitReason }
  | { at: 'offline'; tries: number; retryAt: number }
  | { at: 'refused'; reason: string }

export type Happening =
  | { kind: 'started' }
  | { kind: 'stopped' }
  | { kind: 'provisioned' }
  | { kind: 'connected' }
  | { kind: 'entered' }
  | { kind: 'lost'; retryAt: number; why: WaitReason; online: boolean }
  | { kind: 'refused'; reason: string }
  | { kind: 'due' }
  /** Someone pressed "Retry", or the network is back. */
  | { kind: 'hurried' }
  | { kind: 'network-gone' }

/** A happening that means nothing in a state leaves the state as it is, the same object. */
export function step(phase: Phase, happening: Happening): Phase {
  switch (happening.kind) {
    case 'started':
      return isResting(phase) ? { at: 'provisioning', tries: 0 } : phase
    case 'stopped':
      return phase.at === 'idle' ? phase : { at: 'idle' }
    case 'provisioned':
      return phase.at === 'provisioning' ? { at: 'dialling', tries: phase.tries } : phase
    case 'connected':
      return phase.at === 'dialling' ? { at: 'entering', tries: phase.tries } : phase
    case 'entered':
      return phase.at === 'entering' ? { at: 'live' } : phase
    case 'lost':
      return isUnderWay(phase) ? waitingFor(phase, happening) : phase
    case 'refused':
      return isUnderWay(phase) ? { at: 'refused', reason: happening.reason } : phase
    case 'due':
      return isPausing(phase) ? { at: 'provisioning', tries: phase.tries } : phase
    case 'hurried':
      return isPausing(phase) || phase.at === 'refused' ? { at: 'provisioning', tries: 0 } : phase
    case 'network-gone':
      return phase.at === 'waiting' ? { at: 'offline', tries: phase.tries, retryAt: phase.retryAt } : phase
  }
}

type UnderWay = Extract<Phase, { at: 'provisioning' | 'dialling' | 'entering' | 'live' }>
type Pausing = Extract<Phase, { at: 'waiting' | 'offline' }>

function isResting(phase: Phase): boolean {
  return phase.at === 'idle' || phase.at === 'refused'
}

function isUnderWay(phase: Phase): phase is UnderWay {
  return ['provisioning', 'dialling', 'entering', 'live'].includes(phase.at)
}

function isPausing(phase: Phase): phase is Pausing {
  return phase.at === 'waiting' || phase.at === 'offline'
}

function waitingFor(phase: UnderWay, lost: Extract<Happening, { kind: 'lost' }>): Phase {
  const { retryAt, why } = lost
  const tries = triesIn(phase) + 1
  return lost.online ? { at: 'waiting', tries, retryAt, why } : { at: 'offline', tries, retryAt }
}

export function triesIn(phase: Phase): number {
  return 'tries' in phase ? phase.tries : 0
}

/** What the screen is told. */
export type Connection =
  | { state: 'offline' }
  | { state: 'connecting' }
  | { state: 'waiting'; retryAt: number; why: WaitReason }
  | { state: 'catching-up' }
  | { state: 'live' }
  | { state: 'refused'; reason: string }

export function connectionOf(phase: Phase): Connection {
  switch (phase.at) {
    case 'idle':
    case 'offline':
      return { state: 'offline' }
    case 'provisioning':
    case 'dialling':
      return { state: 'connecting' }
    case 'entering':
      return { state: 'catching-up' }
    case 'live':
      return { state: 'live' }
    case 'waiting':
      return { state: 'waiting', retryAt: phase.retryAt, why: phase.why }
    case 'refused':
      return { state: 'refused', reason: phase.reason }
  }
}
