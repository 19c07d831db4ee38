// Where the app begins in the browser: start the core, register the worker, draw.

import { render } from 'solid-js/web'
import { tellWhenStirring } from './actions/presence.ts'
import { boot } from './boot.ts'
import { speakFirst } from './i18n/language.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/button.css'
import { App } from './views/app.tsx'
import { registerWorker } from './worker/registration.ts'

const place = document.getElementById('app')
if (!place) throw new Error('The page has no #app to draw in.')

void boot().then(tellWhenStirring)
void speakFirst().then(() => render(() => <App />, place))
registerWorker()
