/** Runs a program on Node 24 in the place of this one: same terminal, same signals, same exit code. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { NODE_24, ROOT } from './paths.mjs'

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * `code` is 128 and the number of the signal if one ended it; `asked` says that we were told to end.
 * @param {readonly string[]} args of node: a script and what it is given
 * @param {{ onMessage?: (message: unknown) => void, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, asked: boolean }>}
 */
export function runOnNode24(args, { onMessage, env = process.env } = {}) {
  const child = spawn(NODE_24, args, {
    cwd: ROOT,
    env: process.stdout.isTTY || env['FORCE_COLOR'] ? env : { ...env, NO_COLOR: '1' },
    stdio: [
      'inherit',
      'inherit',
      'inherit',
      ...(onMessage === undefined ? [] : [/** @type {const} */ ('ipc')]),
    ],
  })
  if (onMessage !== undefined) child.on('message', onMessage)

  let asked = false
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      asked = true
      // Ctrl-C on a terminal reaches the child by itself, and a second one would mean "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }

  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ code: code ?? 128 + signalNumber(signal), asked }))
  })
}

/**
 * What asks us to end, asks the child, until `end` is called; that says whether anybody did.
 * @param {import('node:child_process').ChildProcess} child
 */
export function passOnSignals(child) {
  let interrupted = false
  const interrupt = () => {
    interrupted = true
    child.kill('SIGTERM')
  }
  for (const signal of SIGNALS) process.on(signal, interrupt)
  return {
    end() {
      for (const signal of SIGNALS) process.removeListener(signal, interrupt)
      return interrupted
    },
  }
}

/** @param {NodeJS.Signals | null} signal */
function signalNumber(signal) {
  return signal === null ? 0 : constants.signals[signal]
}
