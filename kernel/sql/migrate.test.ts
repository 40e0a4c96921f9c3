import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabases, type TestDatabases } from '../testing/database.ts'
import { migrate } from './migrate.ts'

let databases: TestDatabases
const folders: string[] = []

beforeAll(async () => {
  databases = await testDatabases(['three', 'fail', 'change', 'order'])
})

afterAll(async () => {
  await databases.drop()
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })))
})

async function folderWith(files: Readonly<Record<string, string>>): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  folders.push(folder)
  await change(folder, files)
  return pathToFileURL(`${folder}/`)
}

async function change(folder: string | URL, files: Readonly<Record<string, string>>): Promise<void> {
  const base = typeof folder === 'string' ? pathToFileURL(`${folder}/`) : folder
  for (const [name, text] of Object.entries(files))
    await writeFile(new URL(name, base), `-- Up Migration\n${text}\n`)
}

async function ask<T extends object>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

const urlOf = (name: string) => databases.urls.get(name) as string

test('three processes that start at once apply each file once, and all end well', async () => {
  const folder = await folderWith({
    '0001_one.sql': 'create table one (n integer); insert into one values (1);',
    '0002_two.sql': 'insert into one values (2);',
  })
  await Promise.all([1, 2, 3].map(() => migrate(urlOf('three'), [folder])))
  await migrate(urlOf('three'), [folder])
  expect(await ask(urlOf('three'), 'select n from one order by n')).toEqual([{ n: 1 }, { n: 2 }])
  const tables = await ask<{ name: string }>(
    urlOf('three'),
    `select relname as name from pg_class where relname in ('inbox', 'lease', 'one')`,
  )
  expect(tables).toHaveLength(3)
})

test('a file that fails takes the files of its start with it, and the next start applies them all', async () => {
  const folder = await folderWith({
    '0001_good.sql': 'create table good ();',
    '0002_bad.sql': 'create table bad (nonsense);',
  })
  await expect(migrate(urlOf('fail'), [folder])).rejects.toThrow()
  expect(await ask(urlOf('fail'), `select to_regclass('good') as good`)).toEqual([{ good: null }])
  await change(folder, { '0002_bad.sql': 'create table bad ();' })
  await migrate(urlOf('fail'), [folder])
  expect(await ask(urlOf('fail'), `select to_regclass('good') as good, to_regclass('bad') as bad`)).toEqual([
    { good: 'good', bad: 'bad' },
  ])
})

test('a file whose text changed after it ran is refused before anything else is applied', async () => {
  const folder = await folderWith({ '0001_a.sql': 'create table a ();' })
  await migrate(urlOf('change'), [folder])
  await change(folder, { '0001_a.sql': 'create table a (n integer);', '0002_b.sql': 'create table b ();' })
  await expect(migrate(urlOf('change'), [folder])).rejects.toThrow(/0001_a\.sql was changed after it ran/)
  expect(await ask(urlOf('change'), `select to_regclass('b') as b`)).toEqual([{ b: null }])
  await change(folder, { '0001_a.sql': 'create table a ();' })
  await migrate(urlOf('change'), [folder])
  expect(await ask(urlOf('change'), `select to_regclass('b') as b`)).toEqual([{ b: 'b' }])
})

test('a file that comes before one that has run is refused', async () => {
  const folder = await folderWith({ '0002_b.sql': 'create table b ();' })
  await migrate(urlOf('order'), [folder])
  await change(folder, { '0001_a.sql': 'create table a ();' })
  await expect(migrate(urlOf('order'), [folder])).rejects.toThrow(/0001_a/)
})
