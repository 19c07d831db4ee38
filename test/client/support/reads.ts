// Counts what IndexedDB hands out: entries, by whichever way they are read, and reading transactions.

export type Reads = { entries: number; transactions: number; reset(): void }

const STORE = 'entries'
type Source = IDBObjectStore | IDBIndex
type Reading = (...asked: never[]) => IDBRequest

const nameOf = (source: Source) => ('objectStore' in source ? source.objectStore.name : source.name)

export function countReads(): Reads {
  const reads: Reads = {
    entries: 0,
    transactions: 0,
    reset() {
      reads.entries = 0
      reads.transactions = 0
    },
  }
  for (const { prototype } of [IDBObjectStore, IDBIndex])
    for (const name of ['getAll', 'getAllKeys', 'get', 'openCursor', 'openKeyCursor'] as const)
      tap(prototype, name)

  function tap(
    prototype: Source,
    name: 'getAll' | 'getAllKeys' | 'get' | 'openCursor' | 'openKeyCursor',
  ): void {
    const own = prototype[name] as Reading
    const counted = function (this: Source, ...asked: never[]): IDBRequest {
      const request = own.apply(this, asked)
      if (nameOf(this) === STORE)
        request.addEventListener('success', () => {
          reads.entries += rowsIn(request.result)
        })
      return request
    }
    Object.assign(prototype, { [name]: counted })
  }

  const begin = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (...asked) {
    if (asked[1] !== 'readwrite') reads.transactions += 1
    return begin.apply(this, asked)
  }
  return reads
}

function rowsIn(result: unknown): number {
  if (Array.isArray(result)) return result.length
  return result === null || result === undefined ? 0 : 1
}
