import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, openShop, RUNNERS, type Shop } from './shop.fixture.ts'

describe.each(RUNNERS)('an account, %s', (runner) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(runner)
  })
  afterAll(() => shop.close())

  let people = 0
  const nameOfNew = () => `person${(people += 1)}`

  test('the requests of the documents are answered as they are written', async () => {
    const email = `${nameOfNew()}@example.com`
    const registered = await shop.request('POST', '/api/v1/auth/register', {
      body: { email, password: 'test1234', first_name: 'Test', last_name: 'User' },
    })
    expect(registered.status).toBe(201)
    expect(registered.body).toMatchObject({ user: { email, firstName: 'Test', roles: ['customer'] } })
    for (const [path, body] of [
      ['/api/v1/auth/login', { email, password: 'test1234' }],
      ['/api/users/login', { email, password: 'test1234' }],
      ['/login', { username: email, password: 'test1234' }],
    ] as const) {
      const answer = await shop.request('POST', path, { body })
      expect([path, answer.status, answer.body.token]).toEqual([path, 200, answer.body.accessToken])
    }
    const username = nameOfNew()
    const byName = await shop.request('POST', '/api/users/register/', {
      body: { email: `${username}@test.com`, username, password: 'pass123' },
    })
    expect(byName.status).toBe(201)
    const { token } = (
      await shop.request('POST', '/api/users/login', { body: { username, password: 'pass123' } })
    ).body

    for (const path of ['/profile', '/api/v1/users/profile', '/api/users/profile/', '/api/v1/profile']) {
      expect((await shop.request('GET', path)).status).toBe(401)
      expect((await shop.request('GET', path, { token })).body).toMatchObject({ username })
    }
    const changed = await shop.request('PUT', '/api/v1/users/profile', {
      token,
      body: { first_name: 'Uma', last_name: 'Usher' },
    })
    expect(changed.body).toMatchObject({ firstName: 'Uma', lastName: 'Usher' })
    expect((await shop.request('GET', `/api/users/${byName.body.user.id}`, { token })).status).toBe(200)
    expect((await shop.request('GET', `/api/users/${registered.body.user.id}`, { token })).status).toBe(404)
    expect((await shop.request('POST', '/validate', { token, body: {} })).body).toMatchObject({ valid: true })
    const password = await shop.request('POST', '/api/v1/users/change-password', {
      token,
      body: { old_password: 'pass123', new_password: 'pass1234' },
    })
    expect(password.status).toBe(200)
    const session = (await shop.request('POST', '/login', { body: { username, password: 'pass1234' } }))
      .body as { refreshToken: string }
    const refreshed = await shop.request('POST', '/refresh', {
      body: { refresh_token: session.refreshToken },
    })
    expect(refreshed.status).toBe(200)
    expect((await shop.request('POST', '/logout', { token: refreshed.body.token, body: {} })).status).toBe(
      200,
    )
    expect((await shop.request('GET', '/profile', { token: refreshed.body.token })).status).toBe(401)
  })

  test('addresses and payment methods are kept under each spelling, and a card number nowhere', async () => {
    const { token } = await shop.customer()
    const address = {
      street: '1 Main St',
      city: 'Springfield',
      state: 'IL',
      zip_code: '62701',
      country: 'USA',
    }
    const kept = await shop.request('POST', '/api/v1/profile/addresses', { token, body: address })
    expect([kept.status, kept.body.country, kept.body.isDefaultShipping]).toEqual([201, 'US', true])
    expect((await shop.request('GET', '/addresses', { token })).body.items).toHaveLength(1)
    const read = await shop.request('GET', `/api/v1/profile/addresses/${kept.body.id}`, { token })
    expect(read.headers.get('etag')).toBeTruthy()

    const card = await shop.request('POST', '/payment-methods', {
      token,
      body: { card_number: '4242 4242 4242 4242', expiry: '12/30', cvv: '123' },
    })
    expect([card.status, card.body.code]).toEqual([422, 'card_number_refused'])
    expect(card.text).not.toContain('4242')
    const method = await shop.request('POST', '/payment-methods', {
      token,
      body: { token: 'tok_visa', last_four: '4242' },
    })
    expect(method.status).toBe(201)
    const listed = await shop.request('GET', '/payment-methods', { token })
    expect(listed.body.items).toEqual([method.body])
    expect(listed.text).not.toContain('tok_visa')
    const other = await shop.customer()
    const stolen = await shop.request('DELETE', `/payment-methods/${method.body.id}`, { token: other.token })
    expect(stolen.status).toBe(404)
    const gone = await shop.request('DELETE', `/payment-methods/${method.body.id}`, { token })
    expect(gone.status).toBe(200)
    const copy = await shop.request('GET', '/api/v1/profile/export', { token })
    expect(copy.body).toMatchObject({ addresses: [{ id: kept.body.id }], paymentMethods: [] })
  })

  test('an admin closes an account, and its token is refused at once', async () => {
    const [admin, person] = [await shop.admin(), await shop.customer()]
    expect((await shop.request('GET', '/api/v1/users', { token: person.token })).status).toBe(403)
    const found = await shop.request('GET', `/api/v1/users?q=${encodeURIComponent(person.email)}`, {
      token: admin,
    })
    expect(found.body.items).toMatchObject([{ id: person.id, status: 'active' }])
    const closed = await shop.request('POST', `/api/v1/users/${person.id}/disable`, { token: admin })
    expect([closed.status, closed.body.status]).toEqual([200, 'disabled'])
    expect((await shop.request('GET', '/profile', { token: person.token })).status).toBe(401)
    expect((await shop.request('POST', '/forgot-password', { body: { email: person.email } })).status).toBe(
      202,
    )
  })

  test('a forgotten password is set anew by the link that comes by mail, and by no second use of it', async () => {
    const { email, token } = await shop.customer()
    for (const name of [email, 'nobody@nowhere.example']) {
      const asked = await shop.request('POST', '/api/v1/auth/forgot-password', { body: { email: name } })
      expect([asked.status, asked.body]).toEqual([202, { accepted: true }])
    }
    const link = /reset-password\?token=([\w.-]+)/
    const mails = async () => {
      const { body } = await shop.request(
        'GET',
        `${shop.mailOrigin}/api/v1/mails?to=${encodeURIComponent(email)}`,
      )
      const whole = body.items.map(
        async ({ id }: { id: string }) =>
          (await shop.request('GET', `${shop.mailOrigin}/api/v1/mails/${id}`)).body,
      )
      return (await Promise.all(whole)) as { text: string }[]
    }
    const found = (await eventually(mails, (all) => all.some(({ text }) => link.test(text)))).find(
      ({ text }) => link.test(text),
    )
    const body = { token: link.exec(found?.text ?? '')?.[1], newPassword: 'another good one' }
    const reset = () => shop.request('POST', '/api/v1/auth/reset-password', { body })
    expect((await reset()).status).toBe(200)
    expect((await reset()).body.code).toBe('invalid_link')
    expect((await shop.request('GET', '/profile', { token })).status).toBe(401)
    const login = await shop.request('POST', '/login', { body: { email, password: body.newPassword } })
    expect(login.status).toBe(200)
  })

  test('who erases an account is out at once, and nothing of it is left to sign in to', async () => {
    const name = nameOfNew()
    const body = { username: name, password: 'secret1' }
    const { token } = (await shop.request('POST', '/register', { body })).body
    const erased = await shop.request('DELETE', '/api/v1/profile', { token, body: { password: 'secret1' } })
    expect(erased.status).toBe(200)
    expect((await shop.request('GET', '/profile', { token })).status).toBe(401)
    expect((await shop.request('POST', '/login', { body })).status).toBe(401)
  })
})
