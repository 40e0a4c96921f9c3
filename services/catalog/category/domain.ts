/** The tree of categories: which lies where, and which moves would break it. Pure, on all of them at once. */
import { CATEGORY_LEVELS_MAX } from '@rialto/contracts/catalog'
import type { CategoryStep } from '../domain.ts'

export type Node = CategoryStep & {
  readonly nameKey: string
  readonly parentId: string | null
  readonly path: readonly CategoryStep[]
}

type Parented = { readonly id: string; readonly parentId: string | null }

function childrenOf<N extends Parented>(nodes: readonly N[]): ReadonlyMap<string | null, readonly N[]> {
  return Map.groupBy(nodes, ({ parentId }) => parentId)
}

/** A category and all below it, parents first. */
export function withDescendants(nodes: readonly Parented[], id: string): string[] {
  const children = childrenOf(nodes)
  const found = [id]
  // Grows while it is walked.
  for (const each of found) found.push(...(children.get(each) ?? []).map((child) => child.id))
  return found
}

export type Placed<N> = N & { readonly total: number }

/** Parents before children, siblings as they come, and for each how many there are in it and all below. */
export function asTree<N extends Parented & { readonly productCount: number }>(
  nodes: readonly N[],
): Placed<N>[] {
  const children = childrenOf(nodes)
  const placed: Placed<N>[] = []
  const place = (node: N): number => {
    const at = placed.push({ ...node, total: 0 }) - 1
    const total = (children.get(node.id) ?? []).reduce((sum, child) => sum + place(child), node.productCount)
    placed[at] = { ...node, total }
    return total
  }
  for (const root of children.get(null) ?? []) place(root)
  return placed
}

export type Placing =
  | { readonly outcome: 'placed' }
  | { readonly outcome: 'refused'; readonly code: 'category_cycle' | 'category_too_deep' }

/** Whether a category may lie below another one; null is the root. A new category has no id yet. */
export function placeBelow(
  nodes: readonly Parented[],
  id: string | undefined,
  parentId: string | null,
): Placing {
  if (parentId === null && id === undefined) return { outcome: 'placed' }
  const below = id === undefined ? [] : withDescendants(nodes, id)
  if (parentId !== null && below.includes(parentId)) return { outcome: 'refused', code: 'category_cycle' }
  const levels = levelOf(nodes, parentId) + (id === undefined ? 1 : heightOf(nodes, id))
  return levels > CATEGORY_LEVELS_MAX
    ? { outcome: 'refused', code: 'category_too_deep' }
    : { outcome: 'placed' }
}

/** 1 for a root, 0 for what is above all roots. */
function levelOf(nodes: readonly Parented[], id: string | null): number {
  const parents = new Map(nodes.map((node) => [node.id, node.parentId]))
  let level = 0
  for (let at = id; at !== null; at = parents.get(at) ?? null) level += 1
  return level
}

function heightOf(nodes: readonly Parented[], id: string): number {
  const children = childrenOf(nodes)
  const below = (children.get(id) ?? []).map((child) => heightOf(nodes, child.id))
  return 1 + Math.max(0, ...below)
}
