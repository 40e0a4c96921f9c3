import { expect, test } from 'vitest'
import { scriptsLast } from './scripts-last.ts'

const PAGE =
  '<html><head><script src="/_next/a.js" async="" nonce="n0"></script><script src="/_next/old.js" noModule="" nonce="n0">' +
  '</script></head><body><h1>Lamp</h1><script nonce="n0">self.__next_f=[]</script>' +
  '<script src="/_next/b.js" nonce="n0" id="_R_" async=""></script><p>Murano</p></body></html>'

test('a page asks for its scripts after everything that is seen of it, in their order', () => {
  const page = scriptsLast(PAGE, 'n0')
  expect(page).not.toContain('<script src="/_next/a.js"')
  expect(page).not.toContain('<script src="/_next/b.js"')
  expect(page).toMatch(
    /<p>Murano<\/p><script nonce="n0">.*\["\/_next\/a\.js","\/_next\/b\.js"\].*<\/script><\/body><\/html>$/,
  )
})

test('what is written in the page itself, and what only old browsers ask for, stays where it was', () => {
  const page = scriptsLast(PAGE, 'n0')
  expect(page).toContain('<script src="/_next/old.js" noModule="" nonce="n0"></script></head>')
  expect(page).toContain('<h1>Lamp</h1><script nonce="n0">self.__next_f=[]</script><p>')
})

test('a page without scripts, and one that broke off, stay as they are', () => {
  expect(scriptsLast('<body><h1>Lamp</h1></body>', 'n0')).toBe('<body><h1>Lamp</h1></body>')
  const brokenOff = PAGE.slice(0, PAGE.indexOf('</body>'))
  expect(scriptsLast(brokenOff, 'n0')).toBe(brokenOff)
})
