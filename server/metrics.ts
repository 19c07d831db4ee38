// What Prometheus may ask. Each metric is made once, here, and handed to the part that moves it;
// labels take few values, so that nothing grows with people or rooms.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const PREFIX = 'backchat_'

export type Metrics = ReturnType<typeof createMetrics>

export function createMetrics() {
  const registry = new Registry()
  // Event-loop lag is among the default metrics (nodejs_eventloop_lag_seconds and its quantiles).
  collectDefaultMetrics({ register: registry })
  return {
    ...traffic(registry),
    ...commits(registry),
    /** The page of /metrics, in the text format. */
    page: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

function traffic(registry: Registry) {
  const registers = [registry]
  return {
    connections: new Gauge({ name: `${PREFIX}connections`, help: 'Sockets now connected', registers }),
    commands: new Counter({
      name: `${PREFIX}commands_total`,
      help: 'Commands answered',
      labelNames: ['command', 'code'] as const,
      registers,
    }),
    deliveries: new Counter({
      name: `${PREFIX}deliveries_total`,
      help: 'Entries handed to sockets (one per entry and socket)',
      registers,
    }),
    lateEntries: new Counter({
      name: `${PREFIX}late_entries_total`,
      help: 'Entries that were stored and not announced here, found by comparison',
      registers,
    }),
    overloads: new Counter({
      name: `${PREFIX}overloads_total`,
      help: 'Envelopes answered with 503',
      registers,
    }),
    resyncs: new Counter({
      name: `${PREFIX}resyncs_total`,
      help: 'Sockets dropped because they did not read',
      registers,
    }),
    requests: new Histogram({
      name: `${PREFIX}http_request_seconds`,
      help: 'HTTP requests by route and status',
      labelNames: ['route', 'status'] as const,
      buckets: [0.005, 0.02, 0.1, 0.5, 2],
      registers,
    }),
  }
}

function commits(registry: Registry) {
  const registers = [registry]
  return {
    posts: new Counter({
      name: `${PREFIX}posts_total`,
      help: 'Posts by what became of them',
      labelNames: ['outcome'] as const,
      registers,
    }),
    commitItems: new Histogram({
      name: `${PREFIX}commit_items`,
      help: 'Posts in one commit',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
      registers,
    }),
    commitSeconds: new Histogram({
      name: `${PREFIX}commit_seconds`,
      help: 'How long one commit took, fsync included',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
      registers,
    }),
    storageFull: new Gauge({
      name: `${PREFIX}storage_full`,
      help: '1 while nothing can be stored for want of space',
      registers,
    }),
    queueLength: new Gauge({ name: `${PREFIX}posting_queue`, help: 'Posts waiting for a commit', registers }),
    complianceBacklog: new Gauge({
      name: `${PREFIX}compliance_backlog`,
      help: 'Compliance events waiting in the queue',
      registers,
    }),
    complianceAge: new Gauge({
      name: `${PREFIX}compliance_oldest_seconds`,
      help: 'How long the oldest of them has waited',
      registers,
    }),
    archiveFailing: new Gauge({
      name: `${PREFIX}archive_failing`,
      help: '1 while events are not archived, or an adapter does not take them',
      registers,
    }),
  }
}
