// Runs in the page before the app does: times from a key, and from a click, to the frame that shows what it was for.
// Written as one function, because the browser gets its text.

export type Probe = {
  /** From each key, or letter written, to the frame after it. */
  inputs: number[]
  clickedAt: number
  /** When the frame with this row of the room in view had been painted, in ms after the click. */
  shown(room: string, key: string): Promise<number>
  reset(): void
}

declare global {
  var probe: Probe
}

export function installProbe(): void {
  const probe: Probe = {
    inputs: [],
    clickedAt: 0,
    shown,
    reset() {
      probe.inputs.length = 0
    },
  }
  globalThis.probe = probe

  for (const kind of ['keydown', 'input'])
    addEventListener(
      kind,
      ({ timeStamp }) => afterFrame(() => probe.inputs.push(performance.now() - timeStamp)),
      true,
    )
  addEventListener('click', (event) => (probe.clickedAt = event.timeStamp), true)

  function isInView(room: string, key: string): boolean {
    const log = document.querySelector(`[role=log][aria-label$=${JSON.stringify(room)}]`)
    const row = log?.querySelector<HTMLElement>(`[data-key=${JSON.stringify(key)}]`)
    if (!log || !row?.checkVisibility({ visibilityProperty: true })) return false
    const [box, place] = [log.getBoundingClientRect(), row.getBoundingClientRect()]
    return place.height > 0 && place.top < box.bottom && place.bottom > box.top
  }

  /** A frame's own callbacks come before it is laid out; the task after them finds what it painted. */
  function afterFrame(then: () => void): void {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = then
      port2.postMessage('')
    })
  }

  function shown(room: string, key: string): Promise<number> {
    return new Promise((resolve) => {
      const look = () => {
        if (isInView(room, key)) resolve(performance.now() - probe.clickedAt)
        else afterFrame(look)
      }
      afterFrame(look)
    })
  }
}
