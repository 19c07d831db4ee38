// The table of routes, in the order of the documentation.

import type { Route } from '../route.ts'
import { addInFrameRoute } from './add-ins.ts'
import { authRoutes } from './auth.ts'
import { complianceRoutes } from './compliance.ts'
import { devices } from './devices.ts'
import { docsRoutes } from './docs.ts'
import { health } from './health.ts'
import { metrics } from './metrics.ts'
import { provisioning } from './provisioning.ts'
import { roomRoutes } from './rooms.ts'
import { setupRoutes } from './setup.ts'

const working: Route[] = [
  ...authRoutes,
  devices,
  provisioning,
  ...roomRoutes,
  addInFrameRoute,
  ...complianceRoutes,
  ...setupRoutes,
  health,
  metrics,
]

export const routes: readonly Route[] = [...working, ...docsRoutes(working)]
