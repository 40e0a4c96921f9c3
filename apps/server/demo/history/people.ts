/** Who buys in the demo shop: the three who are documented, others who joined one after the other, and guests. */
import { chanceOf, type Chance } from '../chance.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

export type Person = {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly address: Readonly<Record<string, string>>
  /** Absent for a guest. */
  readonly account?: {
    readonly login: string
    readonly password: string
    readonly joinedDaysAgo: number
    /** Whether every demo shop has it, and not only the full one. */
    readonly isDocumented: boolean
  }
}

export const ADMIN = { login: 'admin@ecommerce.local', password: 'admin123' } as const
/** Of those who joined one after the other. */
export const CUSTOMER_PASSWORD = 'password123'

/** Before the first order of all. */
const DOCUMENTED_JOINED_DAYS_AGO = 70

const DOCUMENTED: readonly Person[] = [
  documented('customer@ecommerce.local', 'customer123', 'Carl', 'Customer', {
    street: 'Fondamenta Nove 12', city: 'Venezia', zipCode: '30121', country: 'IT',
  }),
  documented('alice@example.com', 'password123', 'Alice', 'Archer', {
    street: '48 Mill Lane', city: 'Bath', zipCode: 'BA1 1UA', country: 'GB',
  }),
  documented('bob@example.com', 'password123', 'Bob', 'Baker', {
    street: '210 Harbor Street', city: 'Portland', state: 'ME', zipCode: '04101', country: 'US',
  }),
] // prettier-ignore

const PLACES = [
  { streets: ['Calle Larga 8', 'Campo San Polo 21', 'Via Garibaldi 103'], city: 'Venezia', zipCode: '30122', country: 'IT' },
  { streets: ['Via Lame 40', 'Strada Maggiore 17'], city: 'Bologna', zipCode: '40121', country: 'IT' },
  { streets: ['Torstraße 61', 'Kastanienallee 9', 'Lausitzer Platz 3'], city: 'Berlin', zipCode: '10119', country: 'DE' },
  { streets: ['Lange Reihe 77', 'Beim Grünen Jäger 14'], city: 'Hamburg', zipCode: '20099', country: 'DE' },
  { streets: ['Rue Oberkampf 112', 'Rue des Martyrs 25'], city: 'Paris', zipCode: '75011', country: 'FR' },
  { streets: ['Quai de Bacalan 6', 'Rue Notre-Dame 31'], city: 'Bordeaux', zipCode: '33000', country: 'FR' },
  { streets: ['Burggasse 52', 'Neubaugasse 18'], city: 'Wien', zipCode: '1070', country: 'AT' },
  { streets: ['Prinsengracht 318', 'Haarlemmerdijk 90'], city: 'Amsterdam', zipCode: '1013 LV', country: 'NL' },
  { streets: ['14 Gloucester Road', '3 Picton Street'], city: 'Bristol', zipCode: 'BS6 5QA', country: 'GB' },
  { streets: ['27 Leith Walk', '9 Broughton Street'], city: 'Edinburgh', zipCode: 'EH6 8LN', country: 'GB' },
  { streets: ['1540 Alder Street', '82 Fremont Avenue'], city: 'Seattle', state: 'WA', zipCode: '98103', country: 'US' },
  { streets: ['415 Lake Street', '2209 Kedzie Boulevard'], city: 'Chicago', state: 'IL', zipCode: '60607', country: 'US' },
] as const // prettier-ignore

const FIRST_NAMES = [
  'Ada', 'Bruno', 'Chiara', 'Daniel', 'Elif', 'Felix', 'Giulia', 'Hannah', 'Ivan', 'Jonas', 'Katrin', 'Luca',
  'Marie', 'Noah', 'Olivia', 'Paul', 'Rosa', 'Samir', 'Teresa', 'Ursula', 'Victor', 'Wanda', 'Yusuf', 'Zoe',
] // prettier-ignore

const LAST_NAMES = [
  'Adler', 'Bianchi', 'Clarke', 'Dubois', 'Eriksen', 'Fischer', 'Gallo', 'Hughes', 'Ivanova', 'Jansen', 'Keller',
  'Laurent', 'Moretti', 'Novak', 'Oliveira', 'Petit', 'Quinn', 'Rossi', 'Schmidt', 'Taylor', 'Usman', 'Vogel',
  'Weber', 'Yilmaz',
] // prettier-ignore

const CUSTOMERS = FIRST_NAMES.length
/** The first of them had joined before the first order, the last only days ago. */
const JOINED = { first: 66, last: 3 }

export type People = {
  readonly customers: readonly Person[]
  /** One who will not be seen again. */
  guest(chance: Chance): Person
}

export function people(seed: string): People {
  const chance = chanceOf(seed, 'people')
  const lastNames = chance.shuffled(LAST_NAMES)
  let guests = 0
  const joined = FIRST_NAMES.map((firstName, i) => {
    const lastName = lastNames[i] ?? ''
    const daysAgo = JOINED.first - (i * (JOINED.first - JOINED.last)) / (CUSTOMERS - 1)
    const email = emailOf(firstName, lastName)
    return {
      ...personOf(chance, firstName, lastName, email),
      account: {
        login: email,
        password: CUSTOMER_PASSWORD,
        joinedDaysAgo: daysAgo + chance.unit(),
        isDocumented: false,
      },
    }
  })
  return {
    customers: [...DOCUMENTED, ...joined],
    guest: (among) => {
      const [firstName, lastName] = [among.one(FIRST_NAMES), among.one(LAST_NAMES)]
      guests += 1
      return personOf(among, firstName, lastName, emailOf(firstName, lastName, String(guests)))
    },
  }
}

/** When somebody joined, as long before this moment as is said. */
export function joinedAt({ account }: Person, now: number): Date {
  return new Date(now - (account?.joinedDaysAgo ?? 0) * DAY_MS)
}

function documented(
  login: string,
  password: string,
  firstName: string,
  lastName: string,
  address: Readonly<Record<string, string>>,
): Person {
  return {
    email: login,
    firstName,
    lastName,
    address: { name: `${firstName} ${lastName}`, ...address },
    account: { login, password, joinedDaysAgo: DOCUMENTED_JOINED_DAYS_AGO, isDocumented: true },
  }
}

function personOf(chance: Chance, firstName: string, lastName: string, email: string): Person {
  const { streets, ...place } = chance.one(PLACES)
  const address = { name: `${firstName} ${lastName}`, street: chance.one<string>(streets), ...place }
  return { email, firstName, lastName, address }
}

/** `example.com` is nobody's: what is sent there reaches no one. */
function emailOf(...parts: readonly string[]): string {
  return `${parts.join('.').toLowerCase()}@example.com`
}
