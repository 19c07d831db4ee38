// The cast. Each scene asks for whom it needs; accounts are made when they are first named.

export type Account = { username: string; displayName: string; password: string; admin: boolean }

function account(username: string, displayName: string, admin = false): Account {
  return { username, displayName, password: `${username} likes long passwords`, admin }
}

export const people = {
  ada: account('ada', 'Ada Lovelace'),
  grace: account('grace', 'Grace Hopper'),
  linus: account('linus', 'Linus Pauling'),
  mallory: account('mallory', 'Mallory'),
  root: account('root', 'Root', true),
} as const

export type PersonName = keyof typeof people
