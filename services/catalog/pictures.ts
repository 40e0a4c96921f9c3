/** The two ports that pictures need: somewhere to keep files, and something that makes pictures anew. Adapters fill them. */
type PictureFiles = {
  /** Keeps a file under a name that its content decides; whole or not at all. The same again changes nothing. */
  put(name: string, bytes: Uint8Array): Promise<void>
  get(name: string): Promise<Uint8Array | undefined>
}

export type EncodedPicture =
  | {
      readonly outcome: 'encoded'
      /** As it was sent, upright. */
      readonly width: number
      readonly height: number
      /** WebP without metadata, ascending by width. */
      readonly files: readonly { readonly width: number; readonly bytes: Uint8Array }[]
    }
  | { readonly outcome: 'not_a_picture' }
  | { readonly outcome: 'too_many_pixels'; readonly pixelsMax: number }

export type Pictures = {
  readonly files: PictureFiles
  /** Decodes what somebody sent and makes it anew; whatever the file claims to be. */
  encode(bytes: Uint8Array): Promise<EncodedPicture>
}
