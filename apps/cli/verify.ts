/** Runs the program that judges a platform by its databases; it shares no line with what it judges. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { INSTALLATION } from './local.ts'

const PROGRAM = 'tests/verify/main.ts'

/** Gives its exit code (0 all holds, 1 something is broken, 2 it could not be found out) and its words. */
export function runVerify(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(INSTALLATION, PROGRAM), ...args], {
      cwd: INSTALLATION,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 2, out, err }))
  })
}
