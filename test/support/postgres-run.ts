// One PostgreSQL cluster for a whole run of tests, started before the first file and gone after the last.

import type { TestProject } from 'vitest/node'
import { type Cluster, startCluster } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
  }
}

let cluster: Cluster | undefined

export async function setup(project: TestProject): Promise<void> {
  cluster = await startCluster()
  project.provide('postgresUrl', cluster.url)
}

export async function teardown(): Promise<void> {
  await cluster?.stop()
}
