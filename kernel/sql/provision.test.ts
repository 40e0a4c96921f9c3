import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabaseUrl } from '../testing/database.ts'
import { provision, unprovision } from './provision.ts'

const prefix = `t${randomBytes(6).toString('hex')}`
const longer = `${prefix}_other`

let urls: ReadonlyMap<string, string>

beforeAll(async () => {
  urls = await provision(testDatabaseUrl(), ['order', 'payment'], 'secret', prefix)
})

afterAll(async () => {
  await unprovision(testDatabaseUrl(), prefix)
  await unprovision(testDatabaseUrl(), longer)
})

async function enter(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ at: string }>(
      `select current_user || '@' || current_database() as at`,
    )
    return rows[0]?.at ?? ''
  } finally {
    await client.end()
  }
}

function urlOf(service: string): URL {
  return new URL(urls.get(service) as string)
}

test('each service enters its own database with its own role, and no other service’s', async () => {
  for (const service of ['order', 'payment'])
    expect(await enter(urlOf(service).href)).toBe(`${prefix}_${service}@${prefix}_${service}`)
  const intruder = urlOf('order')
  intruder.pathname = urlOf('payment').pathname
  await expect(enter(intruder.href)).rejects.toMatchObject({ code: '42501' })
})

test('in a cluster of ours no service enters the databases that let everybody in', async () => {
  for (const name of ['postgres', 'template1']) {
    const intruder = urlOf('order')
    intruder.pathname = `/${name}`
    await expect(enter(intruder.href), name).rejects.toMatchObject({ code: '42501' })
  }
})

test('a second start, also several at once, finds everything as it is and agrees on the passwords', async () => {
  const again = await Promise.all(
    [1, 2, 3].map(() => provision(testDatabaseUrl(), ['order', 'payment', 'tax'], 'secret', prefix)),
  )
  for (const each of again) {
    expect(each.get('order')).toBe(urls.get('order'))
    expect(await enter(each.get('tax') as string)).toBe(`${prefix}_tax@${prefix}_tax`)
  }
})

test('a start that was killed half-way is completed by the next', async () => {
  const admin = new pg.Client({ connectionString: testDatabaseUrl() })
  await admin.connect()
  await admin.query(`create role ${prefix}_cart login`)
  await admin.query(`create database ${prefix}_cart owner ${prefix}_cart`)
  await admin.end()
  const [cart] = [...(await provision(testDatabaseUrl(), ['cart'], 'secret', prefix)).values()]
  expect(await enter(cart as string)).toBe(`${prefix}_cart@${prefix}_cart`)
  const intruder = urlOf('order')
  intruder.pathname = `/${prefix}_cart`
  await expect(enter(intruder.href)).rejects.toMatchObject({ code: '42501' })
})

test('removing a platform leaves another whose prefix begins the same', async () => {
  const other = await provision(testDatabaseUrl(), ['order'], 'secret', longer)
  const [mine] = [...(await provision(testDatabaseUrl(), ['gone'], 'secret', prefix)).values()]
  await unprovision(testDatabaseUrl(), prefix)
  await expect(enter(mine as string)).rejects.toThrow()
  expect(await enter(other.get('order') as string)).toBe(`${longer}_order@${longer}_order`)
  urls = await provision(testDatabaseUrl(), ['order', 'payment'], 'secret', prefix)
})

test('names that PostgreSQL would cut or quote are refused', async () => {
  await expect(provision(testDatabaseUrl(), ['order'], 's', 'x'.repeat(60))).rejects.toThrow(
    /cannot be the name/,
  )
  await expect(provision(testDatabaseUrl(), ['Order"; --'], 's', prefix)).rejects.toThrow(
    /cannot be the name/,
  )
  await expect(unprovision(testDatabaseUrl(), '.*')).rejects.toThrow(/cannot be the prefix/)
})
