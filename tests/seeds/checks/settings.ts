/** The template of the settings: complete, and such that its copy changes nothing. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { readConfig } from '@rialto/server/config'
import { expect } from 'vitest'
import { pass } from '../verdict.ts'

const ROOT = new URL('../../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8')

export const templateCopied = pass(
  'its copy is read by `npm start` and the commands (tools/launcher, apps/cli), and says what holds without it',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'rialto-template-'))
    copyFileSync(new URL('.env.example', ROOT), join(folder, '.env'))
    const settings = parseEnv(readFileSync(join(folder, '.env'), 'utf8'))
    rmSync(folder, { recursive: true })
    expect(Object.keys(settings).length).toBeGreaterThan(5)
    // `npm start` gives the full shop, and its pages, where nothing is said.
    const usual = { RIALTO_DEMO: 'full', RIALTO_SHOP_PORT: '3001' }
    expect(readConfig([], settings)).toEqual(readConfig([], usual))
  },
)

export const templateComplete = pass(
  'every variable that a source reads stands in it, and the name of every database',
  ({ databases }) => {
    const template = read('.env.example')
    const told = new Set([...template.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name ?? ''))
    const settings = [...read('apps/server/config.ts').matchAll(/env\['([A-Z_]+)'\]/g)]
    expect([...told]).toEqual(expect.arrayContaining(settings.map(([, name]) => name)))
    for (const service of databases) {
      expect(template).toMatch(new RegExp(`\\brialto_${service}\\b`))
      expect(told).toContain(`RIALTO_ORIGIN_${service.toUpperCase()}`)
    }
  },
)
