import type { NextConfig } from 'next'
import { LOCALES, LOCALE_DEFAULT } from './region/locales.ts'

/** What has no language: files, the admin, and what scripts of the pages ask. */
const WITHOUT_LANGUAGE = ['_next', 'admin', 'shop', ...LOCALES].map((name) => `${name}(?:/|$)`).join('|')

const config: NextConfig = {
  transpilePackages: ['@rialto/client', '@rialto/contracts', '@rialto/kernel'],
  // `npm run check` judges the types, with the compiler of the whole repository.
  typescript: { ignoreBuildErrors: true },
  // The server packs everything in one place (server/shop.ts).
  compress: false,
  poweredByHeader: false,
  // Pages are loaded when somebody asks for them: all of them at the start took 35 MB.
  experimental: { preloadEntriesOnStart: false },
  reactStrictMode: true,
  devIndicators: false,
  // Pictures lie ready in three widths; making them when they are asked for took the process to 400 MB.
  images: { unoptimized: true },
  redirects: async () => [
    { source: `/${LOCALE_DEFAULT}`, destination: '/', permanent: true },
    { source: `/${LOCALE_DEFAULT}/:path*`, destination: '/:path*', permanent: true },
  ],
  rewrites: async () => ({
    beforeFiles: [
      { source: '/', destination: `/${LOCALE_DEFAULT}` },
      {
        source: `/:path((?!${WITHOUT_LANGUAGE})(?!.*\\.).*)`,
        destination: `/${LOCALE_DEFAULT}/:path`,
      },
    ],
    afterFiles: [],
    fallback: [],
  }),
}

export default config
