// The real server over a data folder that is already filled: `node server.ts FOLDER`, as a child with a channel for
// messages. It tells its address, and lets someone speak when asked to.

import { startApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { arrive } from './speaker.ts'

export type Asked = { room: string; chat: string }
export type Told = { url: string }

const [dataFolder = ''] = process.argv.slice(2)
const app = await startApp(
  readConfig({ BACKCHAT_PORT: '0', BACKCHAT_DATA: dataFolder, BACKCHAT_LOG_LEVEL: 'error' }),
)
const speaker = await arrive(app, 'grace')
process.on('message', ({ room, chat }: Asked) => void speaker.says(room, chat, Date.now()))
process.on('disconnect', () => void app.stop().then(() => process.exit(0)))
process.send?.({ url: app.url } satisfies Told)
