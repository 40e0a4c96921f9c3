/** The pictures of a product: uploaded, made into WebP of several widths, and served at `/media/:name`. */
import { Id } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { Alt, Image, ProductPath } from './product.ts'

/** What a picture may weigh before it is encoded anew. */
export const PICTURE_BYTES_MAX = 10 * 1024 * 1024
const PICTURE_BASE64_MAX = Math.ceil(PICTURE_BYTES_MAX / 3) * 4
const PICTURES_PER_IMPORT_MAX = 50

const PictureText = Type.String({
  minLength: 4,
  maxLength: PICTURE_BASE64_MAX,
  description: 'The bytes of a JPEG, PNG, WebP or AVIF in Base64',
})

const Medium = Type.Object({
  ...Image.properties,
  id: Id,
  position: Type.Integer({
    minimum: 1,
    description: 'Among all pictures of the product; the first is its face',
  }),
})
const MediumPath = Type.Object({ ...ProductPath.properties, mediaId: Id })
const WRITES = { policy: { permission: 'products:write' } } as const
const CHANGES = ['unknown_product', 'lost_update'] as const

export const mediaProblems = {
  unknown_media: { status: 404, title: 'The product has no such picture' },
  not_a_picture: { status: 422, title: 'This is no picture that can be taken' },
  too_many_pixels: { status: 422, title: 'The picture has too many pixels' },
  too_many_pictures: { status: 409, title: 'The product has as many pictures as it can have' },
} as const

export const mediaRoutes = {
  media: {
    method: 'GET',
    path: '/api/v1/products/:id/media',
    summary: 'The uploaded pictures of a product, in their order',
    policy: 'public',
    params: ProductPath,
    output: Type.Object({ items: Type.Array(Medium) }),
    problems: ['unknown_product'],
  },
  addMedia: {
    method: 'POST',
    path: '/api/v1/products/:id/media',
    summary:
      'Upload a picture: send the file itself as the body, with its content type. The same file again is the same picture',
    ...WRITES,
    params: ProductPath,
    query: Type.Object({ alt: Type.Optional(Alt) }),
    upload: { types: ['image/jpeg', 'image/png', 'image/webp', 'image/avif'], bytesMax: PICTURE_BYTES_MAX },
    body: Type.Object({ base64: PictureText, alt: Type.Optional(Alt) }),
    output: Medium,
    status: 201,
    problems: [...CHANGES, 'not_a_picture', 'too_many_pixels', 'too_many_pictures'],
    idempotent: true,
  },
  patchMedia: {
    method: 'PATCH',
    path: '/api/v1/products/:id/media/:mediaId',
    summary: 'Say what a picture shows, or move it: position 1 makes it the face of the product',
    ...WRITES,
    params: MediumPath,
    body: Type.Object({
      alt: Type.Optional(Alt),
      position: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    }),
    output: Medium,
    problems: [...CHANGES, 'unknown_media'],
  },
  removeMedia: {
    method: 'DELETE',
    path: '/api/v1/products/:id/media/:mediaId',
    summary: 'Take a picture off a product; twice is the same answer',
    ...WRITES,
    params: MediumPath,
    output: Type.Object({ id: Id, removed: Type.Literal(true) }),
    problems: CHANGES,
  },
  importPictures: {
    method: 'POST',
    path: 'import-pictures',
    summary: 'Keep pictures, so that products may be imported with them; the same file is kept once',
    policy: 'service',
    body: Type.Object({
      pictures: Type.Array(Type.Object({ base64: PictureText }), {
        minItems: 1,
        maxItems: PICTURES_PER_IMPORT_MAX,
      }),
    }),
    output: Type.Object({
      images: Type.Array(Type.Omit(Image, ['alt']), {
        description: 'In the order sent; give one an `alt` and it is an image of a product',
      }),
    }),
    problems: ['not_a_picture', 'too_many_pixels'],
  },
} as const
