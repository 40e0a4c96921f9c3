/** `rialto doctor`: what is not as it should be, why that matters, and what to do about it. */
import { ConfigError, readConfig } from '@rialto/server/config'
import { findRunning } from '@rialto/server/running'
import { gatewayUrl } from '../api.ts'
import type { Command, Context } from '../arguments.ts'
import { show, textOf } from '../asking.ts'
import type { Check, Finding, Patient } from '../doctor/check.ts'
import { backupAge, diskSpace, nodeVersion, portIsFree } from '../doctor/machine.ts'
import {
  accepted,
  cors,
  databasePassword,
  mail,
  monitoring,
  payments,
  profile,
  rateLimits,
  secretStrength,
  tls,
} from '../doctor/settings.ts'
import { EXIT, Failure } from '../failure.ts'
import { DATA, dataDirOf } from '../local.ts'
import { printable, type Paint } from '../terminal.ts'

const CHECKS: readonly Check[] = [
  nodeVersion, diskSpace, portIsFree, accepted, profile, secretStrength, databasePassword, tls, cors, rateLimits,
  monitoring, mail, payments, backupAge,
] // prettier-ignore

export const doctor: Command = {
  name: 'doctor',
  about: 'look for what is not as it should be; 1 where something fails',
  examples: [
    'rialto doctor',
    'rialto doctor --production',
    'rialto doctor --production --url https://shop.example',
  ],
  flags: {
    production: { type: 'boolean', about: 'the checklist before strangers come, one by one' },
    ...DATA,
  },
  run: async (context) => {
    const patient = patientOf(context)
    const { answers, databases } = await import('../doctor/platform.ts')
    const findings: Finding[] = []
    for (const check of [...CHECKS, databases, answers]) findings.push(...(await check(patient)))
    const failed = findings.filter(({ state }) => state === 'fail').length
    const warned = findings.filter(({ state }) => state === 'warn').length
    show(context, { production: patient.isProduction, failed, warned, findings }, () =>
      told(findings, context.paint),
    )
    if (failed > 0) throw new Failure(EXIT.failure, `${failed} of ${findings.length} checks fail.`)
  },
}

function patientOf(context: Context): Patient {
  const { flags, terminal } = context
  const { env } = terminal
  const isProduction = flags['production'] === true || env['RIALTO_PROFILE'] === 'production'
  const dataDir = dataDirOf(context)
  const named = textOf(context, 'url') ?? env['RIALTO_URL']
  const base = {
    env,
    dataDir,
    isProduction,
    running: findRunning(dataDir),
    url: named === undefined ? undefined : gatewayUrl(named, env),
  }
  try {
    return { ...base, config: { ...readConfig([], env), dataDir }, refusal: undefined }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { ...base, config: undefined, refusal: { message: error.message, remedy: error.remedy } }
  }
}

function told(findings: readonly Finding[], paint: Paint): string {
  const marks = { ok: paint.good('✓'), warn: paint.strong('!'), fail: paint.bad('✗') }
  return findings
    .map(({ state, name, about, remedy }) => {
      const line = `${marks[state]} ${paint.strong(name)}: ${printable(about)}\n`
      return remedy === undefined ? line : `${line}    ${printable(remedy)}\n`
    })
    .join('')
}
