/** Finds the browser that the pages are tried in, and installs it where that is possible without asking. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const ELSEWHERE = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const INSTALL_MS_MAX = 5 * 60_000
const REMEDY =
  'install Chromium (Debian, Ubuntu: apt-get install chromium; macOS: brew install --cask chromium), or name one: RIALTO_CHROMIUM=/path/to/chrome'

/**
 * @param {(detail: string) => void} report
 * @returns {{ path: string } | { missing: string }} where it is, or what to do so that it is somewhere
 */
export function ensureChromium(report) {
  const found = findChromium()
  if (found !== undefined) return { path: found }
  if (process.getuid?.() !== 0 || !runs('apt-get', ['--version'])) return { missing: REMEDY }
  report('installing Chromium')
  const installed =
    runs('apt-get', ['update', '-qq']) && runs('apt-get', ['install', '-y', '-qq', 'chromium'])
  const path = installed ? findChromium() : undefined
  return path === undefined ? { missing: `apt-get could not install it; ${REMEDY}` } : { path }
}

function findChromium() {
  const named = process.env['RIALTO_CHROMIUM']
  if (named) return isProgram(named) ? named : undefined
  const folders = (process.env['PATH'] || '').split(delimiter)
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...ELSEWHERE].find(
    isProgram,
  )
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @param {string} program @param {string[]} args */
function runs(program, args) {
  const { status } = spawnSync(program, args, {
    stdio: 'ignore',
    timeout: INSTALL_MS_MAX,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return status === 0
}
