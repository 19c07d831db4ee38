// The test suites as projects of one runner. `npm test` runs them all; `npx vitest run --project unit` runs one.
// Every project runs in plain Node: browser tests drive a real Chromium by hand instead of pretending to be one.

import { defineConfig } from 'vitest/config'

/** `npm run test:soak` says how long; `npm test` does not. */
const isSoak = process.env.SOAK_MINUTES !== undefined

const seconds = (count: number) => count * 1000

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            'test/shared/**/*.test.ts',
            'test/server/**/*.test.ts',
            'test/contract/sqlite-*.test.ts',
            'test/scripts/**/*.test.ts',
            'test/oracles/**/*.test.ts',
            'test/architecture.test.ts',
            'test/rules.test.ts',
          ],
          // Left to itself the runner leaves one of two cores idle.
          maxWorkers: 2,
          // Passwords are hashed at their real cost, and the machine may have other work.
          testTimeout: seconds(20),
        },
      },
      {
        // Without these conditions Solid resolves to its server build, whose signals never change.
        resolve: { conditions: ['browser', 'development'] },
        ssr: { resolve: { conditions: ['browser', 'development'] } },
        test: {
          name: 'client',
          environment: 'node',
          include: ['test/client/**/*.test.ts', 'test/mesh/**/*.test.ts'],
          maxWorkers: 2,
          // The random ones take half a second, and the machine may have other work.
          testTimeout: seconds(20),
          server: { deps: { inline: [/solid-js/] } },
        },
      },
      {
        test: {
          name: 'conversations',
          environment: 'node',
          include: ['test/conversations/**/*.test.ts'],
          // Mostly they wait, for sockets and for the disk.
          maxWorkers: 3,
          testTimeout: seconds(20),
          hookTimeout: seconds(20),
        },
      },
      {
        // What the other projects ask of SQLite, asked of a PostgreSQL that lives as long as the run.
        test: {
          name: 'postgres',
          environment: 'node',
          include: [
            'test/contract/postgres-*.test.ts',
            'test/postgres/**/*.test.ts',
            'test/faults/{kill-nine,pause,clock-jump}.test.ts',
            ...(isSoak ? ['test/faults/{crash-points,troubles}.test.ts'] : []),
            'test/conversations/**/*.test.ts',
            // What reaches the database of what is asked with bad intent; a soak asks it everything.
            'test/hostile/{f-11-search,h-11-pollution}.test.ts',
            ...(isSoak ? ['test/hostile/{h-01-commands,h-01-posts,h-04-types}.test.ts'] : []),
          ],
          globalSetup: 'test/support/postgres-run.ts',
          // Mostly they wait, for sockets and for the disk.
          maxWorkers: 3,
          testTimeout: seconds(isSoak ? 3_600 : 90),
          hookTimeout: seconds(30),
        },
      },
      {
        test: {
          name: 'faults',
          environment: 'node',
          include: ['test/faults/**/*.test.ts'],
          // Many faults in one run, and the proof that a server with a bug does not pass, are the soak's.
          exclude: isSoak ? [] : ['test/faults/{mutants,troubles}.test.ts'],
          // Each starts and kills server processes, and mostly waits for them: one core's work each.
          maxWorkers: 2,
          testTimeout: seconds(isSoak ? 3_600 : 90),
          hookTimeout: seconds(30),
        },
      },
      {
        // Hostile input, to servers that are processes of their own.
        test: {
          name: 'hostile',
          environment: 'node',
          include: ['test/hostile/**/*.test.ts'],
          maxWorkers: 3,
          testTimeout: seconds(isSoak ? 300 : 60),
          hookTimeout: seconds(60),
        },
      },
      {
        test: {
          name: 'load',
          environment: 'node',
          include: ['test/load/**/*.test.ts'],
          // Each measures a server; two at once would measure one another.
          fileParallelism: false,
          testTimeout: seconds(120),
          hookTimeout: seconds(60),
        },
      },
      {
        // What takes longer than `npm test` has time for.
        test: {
          name: 'soak',
          environment: 'node',
          include: ['test/soak/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: seconds(25 * 60),
          hookTimeout: seconds(60),
        },
      },
      {
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.browser.test.ts'],
          globalSetup: 'test/support/built-client.ts',
          // Two cores cannot carry several browsers at once without making time itself a fault.
          fileParallelism: false,
          testTimeout: seconds(60),
          hookTimeout: seconds(60),
          expect: { poll: { timeout: seconds(15) } },
        },
      },
    ],
  },
})
