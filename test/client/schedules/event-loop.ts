// The turns of the event loop, in our hands: whatever asks for one waits in a queue, and the next runs only when
// everything that the one before set off is done. So a schedule is a function of its seed and of nothing else.

type Task = () => void

const turn = globalThis.setImmediate
const later = globalThis.setTimeout
const tasks: Task[] = []

/** For the whole process, before anything is imported that keeps `setImmediate` or opens a channel to other tabs. */
export function takeOverEventLoop(): void {
  globalThis.setImmediate = ((task: (...values: unknown[]) => void, ...values: unknown[]) => {
    tasks.push(() => task(...values))
  }) as unknown as typeof setImmediate
  globalThis.setTimeout = ((task: (...values: unknown[]) => void, ms = 0, ...values: unknown[]) => {
    if (ms > 1) return later(task, ms, ...values).unref()
    tasks.push(() => task(...values))
    return undefined
  }) as unknown as typeof setTimeout
  Reflect.deleteProperty(globalThis, 'BroadcastChannel')
}

/** Settled when nothing is left to do but to wait for time to pass. */
export async function quiet(): Promise<void> {
  for (;;) {
    await microtasks()
    const task = tasks.shift()
    if (task === undefined) return
    task()
  }
}

function microtasks(): Promise<void> {
  return new Promise((resolve) => void turn(resolve))
}
