import { isProblem } from '@rialto/client'
import { myShop } from '../../../../session/shop.ts'

/** How far a build of the index has come; the API decides who may know. */
export async function GET(): Promise<Response> {
  try {
    const { state, documents, walked, generation } = await (await myShop()).search.index()
    return Response.json(
      { state, documents, walked, generation },
      { headers: { 'cache-control': 'private, no-store' } },
    )
  } catch (error) {
    if (!isProblem(error)) throw error
    return Response.json({ code: error.code }, { status: error.status })
  }
}
