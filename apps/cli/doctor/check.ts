/** What a doctor finds: how it is, why that matters, and what to do. */
import type { Config } from '@rialto/server/config'
import type { Running } from '@rialto/server/running'

export type Finding = {
  readonly name: string
  readonly state: 'ok' | 'warn' | 'fail'
  readonly about: string
  /** Only where there is something to do. */
  readonly remedy?: string
}

export type Patient = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly dataDir: string
  /** Undefined where the settings are refused; then `refusal` says why. */
  readonly config: Config | undefined
  readonly refusal: { readonly message: string; readonly remedy: string } | undefined
  readonly running: readonly Running[]
  readonly url: string | undefined
  readonly isProduction: boolean
}

export type Check = (patient: Patient) => Finding[] | Promise<Finding[]>

export function ok(name: string, about: string): Finding {
  return { name, state: 'ok', about }
}

export function warn(name: string, about: string, remedy: string): Finding {
  return { name, state: 'warn', about, remedy }
}

export function fail(name: string, about: string, remedy: string): Finding {
  return { name, state: 'fail', about, remedy }
}

/** In production it fails, anywhere else it is worth knowing. */
export function grave({ isProduction }: Patient, name: string, about: string, remedy: string): Finding {
  return (isProduction ? fail : warn)(name, about, remedy)
}
