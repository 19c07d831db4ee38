// Runs in the page before the app does: notes long tasks, slow frames and input delays, and times from a click to the
// frame that shows what was clicked for. Written as one function, because the browser gets its text.

export type Probe = {
  longTasks: { start: number; ms: number }[]
  /** From each key, or letter written, to the frame after it. */
  inputs: number[]
  frames: { start: number; ms: number; by: string }[]
  clickedAt: number
  /** When the frame with this row of the room in view had been painted, in ms after the click. */
  shown(room: string, key: string): Promise<number>
  reset(): void
}

declare global {
  var probe: Probe
}

type Script = { duration: number; invoker: string; sourceFunctionName: string; sourceURL: string }
type Frame = PerformanceEntry & { scripts: Script[] }

export function installProbe(): void {
  const probe: Probe = {
    longTasks: [],
    inputs: [],
    frames: [],
    clickedAt: 0,
    shown,
    reset() {
      probe.longTasks.length = 0
      probe.inputs.length = 0
      probe.frames.length = 0
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
  const watch = (type: string, seen: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(seen)).observe({ type })
  watch('longtask', ({ startTime, duration }) => probe.longTasks.push({ start: startTime, ms: duration }))
  watch('long-animation-frame', (entry) => {
    const by = (entry as Frame).scripts
      .map((script) => `${script.invoker}/${script.sourceFunctionName} ${Math.round(script.duration)}`)
      .join(', ')
    probe.frames.push({ start: entry.startTime, ms: entry.duration, by })
  })

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
