import { expect, it } from 'vitest'
import { welcome } from './welcome.ts'

const everything = {
  gateway: 'http://localhost:8000',
  shop: 'http://localhost:3001',
  mail: 'http://localhost:8025',
}

it('tells a newcomer where the shop, the admin, the API and the mail are', () => {
  const told = welcome({ demo: true, services: undefined }, everything, []).join('\n')
  for (const address of [everything.shop, `${everything.shop}/admin`, everything.gateway, everything.mail])
    expect(told).toContain(address)
})

it('tells who begins with an empty shop how to let an admin in, and no demo password', () => {
  const told = welcome({ demo: false, services: undefined }, everything, []).join('\n')
  expect(told).toContain('rialto user create-admin')
  expect(told).not.toContain('admin123')
})

it('names no shop where no pages are shown', () => {
  const { gateway } = everything
  expect(welcome({ demo: false, services: undefined }, { gateway }, []).join('\n')).not.toMatch(/Shop|Admin/)
})
