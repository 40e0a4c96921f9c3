/** The settings: what the documents’ deployment checklist wants set before strangers come. */
import { fail, grave, ok, warn, type Check } from './check.ts'

const SECRET_CHARACTERS_MIN = 32
const DISTINCT_CHARACTERS_MIN = 12
const WELL_KNOWN = /demo|secret|changeme|change-me|password|12345|your[-_ ]/i
const WELL_KNOWN_PASSWORDS = /:(postgres|password|admin\d*|root\d*|secret|rialto)?@/i

export const accepted: Check = ({ refusal }) =>
  refusal ? [fail('settings', refusal.message, refusal.remedy)] : [ok('settings', 'They are accepted.')]

export const profile: Check = ({ env, isProduction }) => {
  if (!isProduction) return []
  return [
    env['RIALTO_PROFILE'] === 'production'
      ? ok('profile', 'It is the production profile.')
      : fail(
          'profile',
          'It is the demo profile: accounts with well-known passwords, an inbox that anybody here reads.',
          'Set RIALTO_PROFILE=production',
        ),
  ]
}

export const secretStrength: Check = (patient) => {
  const secret = patient.env['RIALTO_SECRET']
  const remedy = 'Set one that nobody knows: RIALTO_SECRET="$(openssl rand -base64 48)"'
  if (secret === undefined)
    return [
      patient.isProduction
        ? fail('secret', 'RIALTO_SECRET is not set.', remedy)
        : ok('secret', 'It is made at the first start and kept in the data folder.'),
    ]
  const isWeak =
    secret.length < SECRET_CHARACTERS_MIN ||
    new Set(secret).size < DISTINCT_CHARACTERS_MIN ||
    WELL_KNOWN.test(secret)
  return [
    isWeak
      ? grave(patient, 'secret', 'RIALTO_SECRET is short, simple or well known.', remedy)
      : ok('secret', 'RIALTO_SECRET is long and looks random.'),
  ]
}

export const databasePassword: Check = (patient) => {
  const url = patient.env['DATABASE_URL']
  if (url === undefined) return [ok('database password', 'Made at the first start, for this machine alone.')]
  return [
    WELL_KNOWN_PASSWORDS.test(url)
      ? grave(
          patient,
          'database password',
          'DATABASE_URL carries none, or one that everybody knows.',
          'Change it in the database, then in DATABASE_URL.',
        )
      : ok('database password', 'It is not one of those that everybody tries.'),
  ]
}

export const tls: Check = ({ isProduction, env, url }) => {
  if (!isProduction) return []
  const proxies = env['RIALTO_TRUSTED_PROXIES']
  const isTls = url?.startsWith('https://') ?? false
  return [
    isTls
      ? ok('tls', `${url} is served over TLS.`)
      : warn(
          'tls',
          'Whether clients come over TLS cannot be seen from here.',
          'Put a proxy with a certificate in front (Caddy, nginx), and ask again: --url https://your.shop',
        ),
    proxies === undefined
      ? warn(
          'proxy',
          'RIALTO_TRUSTED_PROXIES is not set: behind a proxy all clients would share one rate limit.',
          'Name the proxy’s network: RIALTO_TRUSTED_PROXIES=10.0.0.0/8',
        )
      : ok('proxy', `X-Forwarded-For is believed from ${proxies}.`),
  ]
}

export const cors: Check = ({ isProduction, env }) => {
  if (!isProduction) return []
  const origins = env['RIALTO_CORS_ORIGINS']
  if (origins === undefined)
    return [
      warn(
        'cors',
        'RIALTO_CORS_ORIGINS is not set: only pages of localhost:3001 may call.',
        'Name the shop’s own pages: RIALTO_CORS_ORIGINS=https://your.shop',
      ),
    ]
  const isOpen = origins
    .split(',')
    .some((origin) => origin.trim() === '*' || origin.trim().startsWith('http://'))
  return [
    isOpen
      ? fail('cors', `Pages of ${origins} may call, some of them without TLS.`, 'Name https:// origins only.')
      : ok('cors', `Pages of ${origins} may call.`),
  ]
}

export const rateLimits: Check = ({ isProduction, env }) => {
  if (!isProduction) return []
  const isOn = env['RIALTO_PROFILE'] === 'production' || env['RIALTO_RATE_LIMITS'] === 'all'
  return [
    isOn
      ? ok('rate limits', 'They hold for everybody.')
      : fail('rate limits', 'This machine is exempt from them.', 'Set RIALTO_PROFILE=production'),
  ]
}

export const monitoring: Check = ({ isProduction, env }) => {
  if (!isProduction) return []
  return [
    env['RIALTO_METRICS_TOKEN'] === undefined
      ? warn(
          'monitoring',
          'RIALTO_METRICS_TOKEN is not set: only a Prometheus on this machine reads /metrics.',
          'Set one, and scrape /metrics with it; docs/operating.md says what to be alarmed by.',
        )
      : ok('monitoring', '/metrics is open to who has the token.'),
    env['LOG_LEVEL'] === 'silent' || env['LOG_LEVEL'] === 'fatal'
      ? fail('logs', 'Nothing is logged.', 'Set LOG_LEVEL=info')
      : ok('logs', 'One JSON line a request in log/server.log: let your collector follow it.'),
  ]
}

export const mail: Check = ({ isProduction, env }) => {
  if (!isProduction) return []
  return [
    env['SMTP_URL'] === undefined
      ? fail(
          'mail',
          'SMTP_URL is not set: no customer gets a mail.',
          'SMTP_URL=smtps://user:password@mail.example:465',
        )
      : ok('mail', 'Mails go out by SMTP.'),
  ]
}

export const payments: Check = ({ isProduction, env }) => {
  if (!isProduction) return []
  const key = env['STRIPE_SECRET_KEY']
  if (key?.includes('_live_')) {
    return [
      env['STRIPE_WEBHOOK_SECRET'] === undefined
        ? fail('payments', 'STRIPE_WEBHOOK_SECRET is not set.', 'Take it from the Stripe dashboard.')
        : ok('payments', 'Stripe moves real money.'),
    ]
  }
  const about =
    key === undefined
      ? 'Payments go to the sandbox, which moves no money.'
      : 'The key of Stripe is a test key.'
  return [fail('payments', about, 'Set STRIPE_SECRET_KEY to a live key and STRIPE_WEBHOOK_SECRET.')]
}
