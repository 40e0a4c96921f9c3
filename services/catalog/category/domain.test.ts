import { CATEGORY_LEVELS_MAX } from '@rialto/contracts/catalog'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asTree, placeBelow, withDescendants } from './domain.ts'

type Node = { readonly id: string; readonly parentId: string | null; readonly productCount: number }

const step = fc.record({ child: fc.nat(11), parent: fc.option(fc.nat(11)), count: fc.nat(5) })

/** A tree as it comes to be: twelve roots, and whichever moves are allowed. */
function grown(
  moves: readonly { child: number; parent: number | null }[],
  counts: readonly number[],
): Node[] {
  let nodes: Node[] = Array.from({ length: 12 }, (_, i) => ({
    id: `cat-${i}`,
    parentId: null,
    productCount: counts[i] ?? 0,
  }))
  for (const { child, parent } of moves) {
    const parentId = parent === null ? null : `cat-${parent}`
    if (placeBelow(nodes, `cat-${child}`, parentId).outcome !== 'placed') continue
    nodes = nodes.map((node) => (node.id === `cat-${child}` ? { ...node, parentId } : node))
  }
  return nodes
}

const tree = fc.array(step, { maxLength: 60 }).map((steps) =>
  grown(
    steps,
    steps.map(({ count }) => count),
  ),
)

function wayUp(nodes: readonly Node[], id: string): string[] {
  const way: string[] = []
  for (let at: string | null = id; at !== null && way.length <= nodes.length;) {
    way.push(at)
    at = nodes.find((node) => node.id === at)?.parentId ?? null
  }
  return way
}

test('however categories are moved, from each of them a short way leads to a root', () => {
  fc.assert(
    fc.property(tree, (nodes) => {
      for (const { id } of nodes) expect(wayUp(nodes, id).length).toBeLessThanOrEqual(CATEGORY_LEVELS_MAX)
    }),
  )
})

test('a move is refused as a circle exactly where the new parent lies in what is moved', () => {
  fc.assert(
    fc.property(tree, fc.nat(11), fc.nat(11), (nodes, child, parent) => {
      const placing = placeBelow(nodes, `cat-${child}`, `cat-${parent}`)
      const isCircle = wayUp(nodes, `cat-${parent}`).includes(`cat-${child}`)
      expect(placing.outcome === 'refused' && placing.code === 'category_cycle').toBe(isCircle)
    }),
  )
})

test('the tree shows every category once, parents first, and counts what lies below', () => {
  fc.assert(
    fc.property(tree, (nodes) => {
      const placed = asTree(nodes)
      expect(placed.map(({ id }) => id).toSorted()).toEqual(nodes.map(({ id }) => id).toSorted())
      const seen = new Set<string | null>([null])
      for (const { id, parentId, total } of placed) {
        expect(seen.has(parentId)).toBe(true)
        seen.add(id)
        const below = new Set(withDescendants(nodes, id))
        const counted = nodes
          .filter((node) => below.has(node.id))
          .reduce((sum, node) => sum + node.productCount, 0)
        expect(total).toBe(counted)
      }
    }),
  )
})
