/** The address book of a person. */
import { ADDRESSES_MAX, type ProfileInput } from '@rialto/contracts/profile'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { once } from '@rialto/kernel/idempotency/idempotency'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Sql } from '@rialto/kernel/sql/database'
import type { ProfileNeeds } from '../needs.ts'
import { ownerOf } from '../owner/owner.ts'
import {
  acceptAddress,
  addressView,
  changeAddress,
  DEFAULT_KINDS,
  type Address,
  type DefaultKind,
  type Fields,
} from './domain.ts'
import {
  clearDefault,
  countAddresses,
  deleteAddress,
  fillDefault,
  findAddress,
  insertAddress,
  listAddresses,
  lockBook,
  updateAddress,
  type AddressPosition,
} from './store.ts'

const cursor = cursors<AddressPosition>('addresses')

type Choice = { readonly isDefaultShipping?: boolean; readonly isDefaultBilling?: boolean }

export async function showBook({ db }: ProfileNeeds, { query }: ProfileInput<'addresses'>, call: Call) {
  const limit = query.limit ?? LIST_LIMIT_DEFAULT
  const after = query.cursor === undefined ? undefined : cursor.decode(query.cursor)
  const found = await listAddresses(db, ownerOf(call), after, limit + 1)
  const { items, nextCursor } = page(
    found,
    limit,
    ({ createdAt, id }): AddressPosition => [createdAt.toISOString(), id],
    cursor.encode,
  )
  return { items: items.map(addressView), nextCursor }
}

export async function showAddress({ db }: ProfileNeeds, id: string, call: Call): Promise<Answer> {
  return addressAnswer(await addressOf(db, ownerOf(call), id))
}

export async function addAddress(
  { db, ids, clock }: ProfileNeeds,
  body: ProfileInput<'addAddress'>['body'],
  call: Call,
): Promise<Answer> {
  const userId = ownerOf(call)
  const fields = acceptAddress(body)
  return once(db, call, 201, async (tx) => {
    await lockBook(tx, userId)
    if ((await countAddresses(tx, userId)) >= ADDRESSES_MAX) throw full()
    const id = ids.next('adr')
    await insertAddress(tx, userId, id, fields, new Date(clock.now()))
    await chooseDefaults(tx, userId, id, body)
    return addressView(await addressOf(tx, userId, id))
  })
}

export function putAddress(needs: ProfileNeeds, { params, body }: ProfileInput<'putAddress'>, call: Call) {
  const fields = acceptAddress(body)
  return write(needs, params.id, body, call, () => fields)
}

export function patchAddress(
  needs: ProfileNeeds,
  { params, body }: ProfileInput<'patchAddress'>,
  call: Call,
) {
  return write(needs, params.id, body, call, (before) => changeAddress(before, body))
}

export async function removeAddress({ db }: ProfileNeeds, id: string, call: Call) {
  const userId = ownerOf(call)
  await db.transaction(async (tx) => {
    await lockBook(tx, userId)
    refuseLostUpdate(await addressOf(tx, userId, id), call)
    await deleteAddress(tx, userId, id)
    for (const kind of DEFAULT_KINDS) await fillDefault(tx, userId, kind, {})
  })
  return { removed: true } as const
}

async function write(
  { db, clock }: ProfileNeeds,
  id: string,
  choice: Choice,
  call: Call,
  change: (before: Fields) => Fields,
): Promise<Answer> {
  const userId = ownerOf(call)
  return db.transaction(async (tx) => {
    await lockBook(tx, userId)
    const before = await addressOf(tx, userId, id)
    refuseLostUpdate(before, call)
    await updateAddress(tx, id, change(before), new Date(clock.now()))
    await chooseDefaults(tx, userId, id, choice)
    return addressAnswer(await addressOf(tx, userId, id))
  })
}

/** A book that is not empty has one default of each kind, whatever was asked for. */
async function chooseDefaults(tx: Sql, userId: string, id: string, choice: Choice): Promise<void> {
  const wanted: Record<DefaultKind, boolean | undefined> = {
    shipping: choice.isDefaultShipping,
    billing: choice.isDefaultBilling,
  }
  for (const kind of DEFAULT_KINDS) {
    if (wanted[kind] === true) await clearDefault(tx, userId, kind)
    if (wanted[kind] === false && (await isDefault(tx, userId, id, kind)))
      await clearDefault(tx, userId, kind)
    await fillDefault(tx, userId, kind, wanted[kind] === false ? { avoided: id } : { preferred: id })
  }
}

async function isDefault(tx: Sql, userId: string, id: string, kind: DefaultKind): Promise<boolean> {
  const { isDefaultShipping, isDefaultBilling } = await addressOf(tx, userId, id)
  return kind === 'shipping' ? isDefaultShipping : isDefaultBilling
}

async function addressOf(db: Sql, userId: string, id: string): Promise<Address> {
  const address = await findAddress(db, userId, id)
  if (!address) throw new Problem('unknown_address', { detail: `You have no address ${id}.` })
  return address
}

function addressAnswer(address: Address): Answer {
  return Answer.of(addressView(address), 200, { etag: etagOf(address) })
}

function refuseLostUpdate(address: Address, { ifMatch }: Call): void {
  if (ifMatch === undefined || ifMatch === '*' || ifMatch === etagOf(address)) return
  throw new Problem('lost_update', {
    detail: 'The address has changed since you read it. Read it again, then change it.',
  })
}

function etagOf({ version }: Address): string {
  return `"${version}"`
}

function full(): Problem {
  return new Problem('address_book_full', { detail: `It holds ${ADDRESSES_MAX}. Remove one first.` })
}
