// The table of jobs: every question and change that the database knows, by name.

import { accountJobs } from './accounts.ts'
import { addInJobs } from './add-ins.ts'
import { amendJobs } from './amends.ts'
import { categoryJobs } from './categories.ts'
import { categoryChangeJobs } from './category-changes.ts'
import { complianceJobs } from './compliance.ts'
import { directoryJobs } from './directory.ts'
import { groupJobs } from './groups.ts'
import { historyJobs } from './history.ts'
import { invitationJobs } from './invitations.ts'
import { lexiconJobs } from './lexicon.ts'
import { meshJobs } from './mesh.ts'
import { metaJobs } from './meta.ts'
import { moderationJobs } from './moderation.ts'
import { peopleJobs } from './people.ts'
import { personalJobs } from './personal.ts'
import { policyJobs } from './policy.ts'
import { poolKeyJobs } from './pool-keys.ts'
import { prefJobs } from './prefs.ts'
import { roomChangeJobs } from './room-changes.ts'
import { roomJobs } from './rooms.ts'
import { searchJobs } from './search.ts'

export const jobs = {
  ...metaJobs,
  ...meshJobs,
  ...peopleJobs,
  ...accountJobs,
  ...poolKeyJobs,
  ...policyJobs,
  ...categoryJobs,
  ...categoryChangeJobs,
  ...roomJobs,
  ...roomChangeJobs,
  ...groupJobs,
  ...addInJobs,
  ...invitationJobs,
  ...historyJobs,
  ...amendJobs,
  ...searchJobs,
  ...lexiconJobs,
  ...personalJobs,
  ...prefJobs,
  ...directoryJobs,
  ...complianceJobs,
  ...moderationJobs,
}

export type Jobs = typeof jobs
export type JobName = keyof Jobs
