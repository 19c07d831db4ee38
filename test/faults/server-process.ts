// The real server as a process that a test may kill: `node server-process.ts FOLDER PORT`. Its first line is its address.
// It dies at a named point when it is told one (crash-points.ts), and has the bug whose name it is told (mutants.ts).

import { startApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { crashing } from './crash-points.ts'
import { MUTANTS, type MutantName } from './mutants.ts'

const [dataFolder = '', port = '0'] = process.argv.slice(2)
const { BACKCHAT_TEST_MUTANT: mutant, BACKCHAT_TEST_CRASH: crash } = process.env
// A server with a bug has much to say; what it does is looked at.
const level = mutant ? 'fatal' : 'error'
const app = await startApp(
  readConfig({
    ...{ BACKCHAT_PORT: port, BACKCHAT_DATA: dataFolder, BACKCHAT_LOG_LEVEL: level },
    BACKCHAT_DATABASE_URL: process.env.BACKCHAT_DATABASE_URL,
  }),
  {
    onBroken: () => process.exit(1),
    ...(mutant ? { around: MUTANTS[mutant as MutantName] } : crash ? { around: crashing } : {}),
  },
)
process.on('SIGTERM', () => void app.stop().then(() => process.exit(0)))
console.log(app.url)
