import { permits } from '@rialto/contracts/roles'
import { find } from '../../../admin/shell/find.ts'
import { isStaff } from '../../../admin/shell/staff.ts'
import { me } from '../../../session/me.ts'
import { myShop } from '../../../session/shop.ts'

const TEXT_MAX = 200

/** `?q=…` for the palette. */
export async function GET(request: Request): Promise<Response> {
  const user = await me()
  if (!user || !isStaff(user.roles)) return Response.json([], { status: 401 })
  const text = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, TEXT_MAX)
  if (text === '') return Response.json([])
  const staff = { ...user, may: (permission: string) => permits(user.roles, permission) }
  return Response.json(await find(await myShop(), staff, text), {
    headers: { 'cache-control': 'private, no-store' },
  })
}
