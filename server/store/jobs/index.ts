// The table of jobs: every question and change that the database knows, by name.

import { accountJobs } from './accounts.ts'
import { categoryJobs } from './categories.ts'
import { complianceJobs } from './compliance.ts'
import { directoryJobs } from './directory.ts'
import { historyJobs } from './history.ts'
import { invitationJobs } from './invitations.ts'
import { metaJobs } from './meta.ts'
import { moderationJobs } from './moderation.ts'
import { peopleJobs } from './people.ts'
import { personalJobs } from './personal.ts'
import { poolKeyJobs } from './pool-keys.ts'
import { prefJobs } from './prefs.ts'
import { roomJobs } from './rooms.ts'

export const jobs = {
  ...metaJobs,
  ...peopleJobs,
  ...accountJobs,
  ...poolKeyJobs,
  ...categoryJobs,
  ...roomJobs,
  ...invitationJobs,
  ...historyJobs,
  ...personalJobs,
  ...prefJobs,
  ...directoryJobs,
  ...complianceJobs,
  ...moderationJobs,
}

export type Jobs = typeof jobs
export type JobName = keyof Jobs
