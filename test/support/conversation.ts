// Scenes: `conversation('[P9.1] …', async ({ ada, grace, app }) => { … })`. Each has a server of its own, and only the
// people that it names. When it ends, everyone has left and nothing is kept.

import { test } from 'vitest'
import type { PersonName } from './people.ts'
import { Person } from './person.ts'
import { TestApp } from './start-app.ts'

export const conversation = test
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern what a fixture needs
  .extend('app', async ({}, { onCleanup }) => {
    const app = await TestApp.start()
    onCleanup(() => app.stop())
    return app
  })
  .extend('ada', ({ app }, { onCleanup }) => enters(app, 'ada', onCleanup))
  .extend('grace', ({ app }, { onCleanup }) => enters(app, 'grace', onCleanup))
  .extend('linus', ({ app }, { onCleanup }) => enters(app, 'linus', onCleanup))
  .extend('mallory', ({ app }, { onCleanup }) => enters(app, 'mallory', onCleanup))

async function enters(
  app: TestApp,
  name: PersonName,
  onCleanup: (leave: () => void) => void,
): Promise<Person> {
  const person = new Person(app, await app.welcome(name))
  onCleanup(() => person.leaves())
  return person
}
