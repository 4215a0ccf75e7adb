#!/usr/bin/env node
// The operator's command: builds what is newer than the last build and hands the words over to the city.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { requireNode } from './node.mjs'

requireNode()
const { build, out } = await import('./build.mjs')
await build()
process.setSourceMapsEnabled(true)
const main = join(out, 'main.js')
process.argv = [process.execPath, main, ...process.argv.slice(2)]
const { doneAlone } = await import(pathToFileURL(join(out, 'alone.js')).href)
if (!(await doneAlone(process.argv))) await import(pathToFileURL(main).href)
