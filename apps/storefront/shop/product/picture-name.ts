/** The name by which the picture of a product is known on two pages, so that one becomes the other between them. */
export function pictureName(id: string): string {
  return `picture-${id.replace(/[^\w-]/g, (sign) => `_${sign.charCodeAt(0).toString(16)}`)}`
}
