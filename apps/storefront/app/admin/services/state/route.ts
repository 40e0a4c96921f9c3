import { isProblem } from '@rialto/client'
import { myShop } from '../../../../session/shop.ts'

/** How the services are just now; the API decides who may know. */
export async function GET(): Promise<Response> {
  try {
    return Response.json(await (await myShop()).platform.services(), {
      headers: { 'cache-control': 'private, no-store' },
    })
  } catch (error) {
    if (!isProblem(error)) throw error
    return Response.json({ code: error.code }, { status: error.status })
  }
}
