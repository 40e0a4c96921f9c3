/** Categories: a tree of at most five levels, kept by staff; a product that names a new one makes it. */
import { Id, line, listOf } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { CategoryReference, Slug } from './product.ts'

/** Levels of the tree, the roots being the first. */
export const CATEGORY_LEVELS_MAX = 5

const Parent = Type.Union([CategoryReference, Type.Null()])
const Name = { ...line(100), examples: ['Chairs'] }

export const Category = Type.Object({
  id: Id,
  slug: Type.String(),
  name: Type.String(),
  parentId: Type.Union([Id, Type.Null()]),
  level: Type.Integer({ minimum: 1, maximum: CATEGORY_LEVELS_MAX, description: '1 for a root' }),
  path: Type.Array(Type.Object({ id: Id, slug: Type.String(), name: Type.String() }), {
    description: 'From the root to this category',
  }),
  productCount: Type.Integer({ minimum: 0, description: 'Products on sale in it and in all below it' }),
})

const CategoryPath = Type.Object({ category: CategoryReference })
const WRITES = { policy: { permission: 'products:write' } } as const
const PLACING = ['unknown_category', 'category_taken', 'category_cycle', 'category_too_deep'] as const

export const categoryProblems = {
  unknown_category: { status: 404, title: 'There is no such category' },
  too_many_categories: { status: 409, title: 'There are as many categories as there can be' },
  category_taken: { status: 409, title: 'Another category already goes by this slug or name' },
  category_cycle: { status: 409, title: 'A category cannot lie in itself or below itself' },
  category_too_deep: { status: 409, title: 'The tree would have too many levels' },
  category_in_use: { status: 409, title: 'There are still products or categories in it' },
} as const

export const categoryRoutes = {
  categories: {
    method: 'GET',
    path: '/api/v1/categories',
    summary:
      'All categories, each before those below it and beside its siblings by name, with how many products each has',
    policy: 'public',
    output: listOf(Category),
  },
  createCategory: {
    method: 'POST',
    path: '/api/v1/categories',
    summary: 'Make a category, at the root or below another one',
    ...WRITES,
    body: Type.Object({ name: Name, slug: Type.Optional(Slug), parent: Type.Optional(Parent) }),
    output: Category,
    status: 201,
    problems: [...PLACING, 'too_many_categories'],
    idempotent: true,
  },
  patchCategory: {
    method: 'PATCH',
    path: '/api/v1/categories/:category',
    summary: 'Rename a category or move it, with all that lies below it; `parent: null` makes it a root',
    ...WRITES,
    params: CategoryPath,
    body: Type.Object({
      name: Type.Optional(Name),
      slug: Type.Optional(Slug),
      parent: Type.Optional(Parent),
    }),
    output: Category,
    problems: [...PLACING, 'lost_update'],
  },
  removeCategory: {
    method: 'DELETE',
    path: '/api/v1/categories/:category',
    summary: 'Remove a category that is empty',
    ...WRITES,
    params: CategoryPath,
    output: Type.Object({ id: Id, removed: Type.Literal(true) }),
    problems: ['unknown_category', 'category_in_use', 'lost_update'],
  },
} as const
