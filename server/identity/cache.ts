// Remembers rows that are asked for on every step. What is kept is the promise, from the moment the question
// leaves: so a question costs once, and an answer that was on its way when the row changed is not kept.

export type Cache<Value> = {
  get(key: string): Promise<Value | undefined>
  drop(key: string): void
}

export function createCache<Value>(options: {
  limit: number
  read: (key: string) => Promise<Value | undefined>
}): Cache<Value> {
  const held = new Map<string, Promise<Value | undefined>>()

  function forget(key: string, answer: Promise<Value | undefined>): void {
    if (held.get(key) === answer) held.delete(key)
  }

  function ask(key: string): Promise<Value | undefined> {
    const answer = options.read(key)
    held.set(key, answer)
    answer.then(
      (value) => value === undefined && forget(key, answer),
      () => forget(key, answer),
    )
    const oldest = held.keys().next().value
    if (held.size > options.limit && oldest !== undefined) held.delete(oldest)
    return answer
  }

  return {
    get: (key) => held.get(key) ?? ask(key),
    drop: (key) => void held.delete(key),
  }
}
