// The real server as a process that a test may kill: `node server-process.ts FOLDER PORT`. Its first line is its address.

import { startApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'

const [dataFolder = '', port = '0'] = process.argv.slice(2)
const app = await startApp(
  readConfig({
    ...{ BACKCHAT_PORT: port, BACKCHAT_DATA: dataFolder, BACKCHAT_LOG_LEVEL: 'error' },
    BACKCHAT_DATABASE_URL: process.env.BACKCHAT_DATABASE_URL,
  }),
  { onBroken: () => process.exit(1) },
)
process.on('SIGTERM', () => void app.stop().then(() => process.exit(0)))
console.log(app.url)
