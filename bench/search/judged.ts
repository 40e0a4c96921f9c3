/**
 * A shelf of things that are easily mistaken for each other, and questions with the products that a
 * person would want to see for them. Written by hand, before the search that it judges was tuned.
 */
import type { Grades } from './ndcg.ts'

export type Shelved = {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly brand: string
  readonly attributes: Readonly<Record<string, string>>
  readonly description: string
}

/** id | name | category | brand | attributes | description */
const SHELF_LINES = `
lap-pro|Lagunare Ultrabook Pro 15|Laptops|Lagunare|Memory: 16 GB; Storage: 1 TB; Colour: Grey|A thin laptop for long days away from a socket.
lap-air|Lagunare Ultrabook Air 13|Laptops|Lagunare|Memory: 8 GB; Storage: 512 GB; Colour: Silver|The lightest notebook computer of the house.
lap-game|Corvo Gaming Laptop 17|Laptops|Corvo|Memory: 32 GB; Storage: 2 TB; Colour: Black|Fast graphics for games and film.
lap-kid|Tarn Convertible 11|Laptops|Tarn|Memory: 4 GB; Storage: 128 GB; Colour: Blue|A small laptop for school, with a touch screen.
acc-stand|Felze Laptop Stand|Accessories|Felze|Material: Aluminium; Colour: Silver|Lifts a laptop to eye height.
acc-sleeve|Sestiere Laptop Sleeve 15|Accessories|Sestiere|Material: Wool; Colour: Grey|Felt sleeve for an ultrabook.
acc-dock|Corvo USB-C Dock|Accessories|Corvo|Ports: 8; Colour: Black|One cable from the laptop to two monitors.
cab-usbc|Altana USB-C Cable 2 m|Cables|Altana|Length: 2 m; Colour: White|Charges a phone or a laptop.
cab-hdmi|Altana HDMI Cable 3 m|Cables|Altana|Length: 3 m; Colour: Black|For monitors and televisions.
cab-light|Altana Lightning Cable|Cables|Altana|Length: 1 m; Colour: White|Charges older phones.
pho-nine|Tarn Smartphone Nine|Phones|Tarn|Storage: 256 GB; Colour: Black|A mobile phone that fits a small hand.
pho-nine-case|Tarn Nine Leather Case|Phone Cases|Tarn|Material: Leather; Colour: Brown|Protects the smartphone Nine.
pho-old|Solent Senior Phone|Phones|Solent|Buttons: large; Colour: White|A simple mobile phone with big keys.
aud-over|Campiello Wireless Headphones|Audio|Campiello|Connection: Bluetooth; Noise cancelling: yes; Colour: Black|Closed over-ear headphones that keep the train outside.
aud-buds|Campiello Earbuds Mini|Audio|Campiello|Connection: Bluetooth; Colour: White|Small earphones with a charging case.
aud-wire|Velma Studio Headphones|Audio|Velma|Connection: 3.5 mm jack; Colour: Black|Wired headphones for mixing music.
aud-speak|Velma Portable Speaker|Audio|Velma|Connection: Bluetooth; Waterproof: yes; Colour: Red|A wireless speaker for the beach.
aud-turn|Bricola Turntable Classic|Audio|Bricola|Drive: belt; Colour: Walnut|Plays vinyl records.
bag-leather|Sestiere Leather Backpack|Bags|Sestiere|Capacity: 18 l; Colour: Brown|A city backpack with a laptop compartment.
bag-trail|Kestrel Trail Backpack 45|Bags|Kestrel|Capacity: 45 l; Colour: Green|A rucksack for hiking over several days.
bag-kid|Pinewood Kids Back Pack|Bags|Pinewood|Capacity: 8 l; Colour: Yellow|For nursery and school.
bag-mess|Sestiere Canvas Messenger Bag|Bags|Sestiere|Capacity: 12 l; Colour: Black|A shoulder bag for the office.
sho-run|Kestrel Trail Running Shoes|Shoes|Kestrel|Size: EU 42; Colour: Red|Grip for mud and stone.
sho-road|Solent Road Running Shoes|Shoes|Solent|Size: EU 41; Colour: Blue|Soft running shoes for the road.
sho-hike|Kestrel Hiking Boots|Shoes|Kestrel|Size: EU 43; Waterproof: yes; Colour: Brown|High leather boots for the mountains.
sho-rain|Ostra Rubber Rain Boots|Shoes|Ostra|Size: EU 39; Waterproof: yes; Colour: Yellow|Wellingtons for puddles.
sho-socks|Kestrel Running Socks|Clothing|Kestrel|Material: Merino wool; Colour: Grey|No seams, for running shoes of any kind.
jac-rain|Ostra Rain Jacket|Jackets|Ostra|Waterproof: yes; Colour: Yellow|Keeps the rain out for hours.
jac-down|Nordhavn Down Jacket|Jackets|Nordhavn|Filling: goose down; Colour: Black|Warm winter jacket for cold days.
jac-fleece|Nordhavn Fleece|Jackets|Nordhavn|Material: recycled polyester; Colour: Blue|A warm layer for hiking.
kit-chef|Marangon Chef's Knife 20 cm|Kitchen Knives|Marangon|Blade: 20 cm; Material: Steel|One knife for most of the work.
kit-bread|Marangon Bread Knife|Kitchen Knives|Marangon|Blade: 24 cm; Material: Steel|Cuts crust without crumbs.
kit-block|Bexley Oak Knife Block|Kitchen|Bexley|Material: Oak|Holds six knives.
kit-pan|Marangon Cast Iron Frying Pan|Cookware|Marangon|Diameter: 28 cm; Material: Cast iron|A skillet for life.
kit-kettle|Bexley Gooseneck Kettle|Kitchen|Bexley|Capacity: 1 l; Material: Stainless steel|Pours slowly, for filter coffee.
kit-grind|Umbra Coffee Grinder|Coffee|Umbra|Burrs: ceramic; Colour: Black|Grinds beans by hand.
kit-moka|Bricola Moka Pot|Coffee|Bricola|Cups: 6; Material: Aluminium|Espresso on the stove.
kit-beans|Bricola Espresso Beans 1 kg|Coffee|Bricola|Roast: dark|Whole coffee beans from Brazil.
kit-creme|Bexley Crème Brûlée Set|Kitchen|Bexley|Pieces: 5; Material: Ceramic|Four dishes and a small torch.
fur-desk|Halcyon Oak Desk|Furniture|Halcyon|Width: 160 cm; Material: Oak|A desk for two monitors.
fur-stand|Halcyon Standing Desk|Furniture|Halcyon|Width: 140 cm; Material: Steel|Height adjustable by a motor.
fur-chair|Halcyon Office Chair|Furniture|Halcyon|Armrests: yes; Colour: Black|Sits well for eight hours.
fur-sofa|Umbra Linen Sofa|Furniture|Umbra|Seats: 3; Colour: Sand|A sofa with covers that can be washed.
fur-table|Umbra Coffee Table|Furniture|Umbra|Material: Walnut|A low table for the living room.
fur-shelf|Pinewood Bookshelf|Furniture|Pinewood|Width: 80 cm; Material: Pine|Five shelves.
lam-floor|Felze Floor Lamp|Lighting|Felze|Height: 160 cm; Colour: Black|Soft light for reading.
lam-desk|Felze Desk Lamp LED|Lighting|Felze|Power: 8 W; Colour: White|Bright light for a desk.
out-tent|Kestrel Two Person Tent|Camping|Kestrel|Season: Three seasons; Weight: 1.9 kg|Stands in five minutes.
out-tent4|Kestrel Family Tent Four|Camping|Kestrel|Season: Summer; Weight: 6 kg|Room to stand for four people.
out-bag|Nordhavn Down Sleeping Bag|Camping|Nordhavn|Season: Winter; Filling: goose down|Warm at ten below zero.
out-stove|Solent Camping Stove|Camping|Solent|Fuel: gas; Weight: 90 g|Boils water in three minutes.
out-bottle|Solent Steel Water Bottle|Outdoor|Solent|Capacity: 1 l; Material: Stainless steel|Keeps tea hot on a hike.
out-lamp|Kestrel Headlamp 400|Outdoor|Kestrel|Light: 400 lumens; Weight: 60 g|Light for trails at night.
toy-puzzle|Pinewood Puzzle 1000|Toys|Pinewood|Pieces: 1000; Age: 12 years|A map of the lagoon.
toy-blocks|Pinewood Building Blocks|Toys|Pinewood|Pieces: 100; Age: 3 years; Material: Wood|Wooden blocks for small hands.
toy-game|Corvo Board Game Lagoon|Toys|Corvo|Players: 4; Age: 8 years|Trade and sail with the family.
off-note|Fondamenta Dot Grid Notebooks|Stationery|Fondamenta|Pages: 160; Size: A5|Three paper notebooks.
off-pen|Fondamenta Fountain Pen|Stationery|Fondamenta|Nib: fine; Colour: Black|Steel nib, converter included.
off-ink|Fondamenta Bottled Ink|Stationery|Fondamenta|Capacity: 50 ml; Colour: Blue|Ink for fountain pens.
mon-wide|Altana Monitor 34 Ultrawide|Monitors|Altana|Display: 34 inch; Ports: USB-C|One wide screen instead of two.
mon-27|Altana Monitor 27|Monitors|Altana|Display: 27 inch; Ports: HDMI|A sharp display for the office.
key-mech|Squero Mechanical Keyboard|Peripherals|Squero|Layout: US; Colour: Grey|Tactile switches in aluminium.
key-mouse|Squero Wireless Mouse|Peripherals|Squero|Connection: Bluetooth; Colour: Black|Quiet buttons, six months on a charge.
`

/** kind | query | id:grade … ; a kind stays until the next. */
const JUDGED_LINES = `
exact title|lagunare ultrabook pro 15|lap-pro:3 lap-air:1
exact title|felze laptop stand|acc-stand:3
exact title|umbra coffee table|fur-table:3
exact title|kestrel two person tent|out-tent:3 out-tent4:1
exact title|squero wireless mouse|key-mouse:3
exact title|velma studio headphones|aud-wire:3
exact title|bexley oak knife block|kit-block:3
brand and category|lagunare laptop|lap-pro:3 lap-air:3
brand and category|campiello headphones|aud-over:3 aud-buds:1
brand and category|kestrel shoes|sho-run:3 sho-hike:3
brand and category|halcyon furniture|fur-desk:3 fur-stand:3 fur-chair:3
brand and category|marangon knives|kit-chef:3 kit-bread:3
brand and category|altana monitor|mon-wide:3 mon-27:3
brand and category|pinewood toys|toy-puzzle:3 toy-blocks:3
attribute|waterproof boots|sho-hike:3 sho-rain:3
attribute|laptop 16gb|lap-pro:3
attribute|oak desk|fur-desk:3
attribute|bluetooth speaker|aud-speak:3
attribute|black headphones|aud-over:3 aud-wire:3
attribute|yellow jacket|jac-rain:3
attribute|cast iron pan|kit-pan:3
attribute|winter sleeping bag|out-bag:3
attribute|34 inch monitor|mon-wide:3
misspelling|ultrabok|lap-pro:3 lap-air:3
misspelling|hedphones|aud-over:3 aud-wire:3
misspelling|kettel|kit-kettle:3
misspelling|wireles mouse|key-mouse:3
misspelling|lether backpack|bag-leather:3
misspelling|mecanical keybord|key-mech:3
misspelling|slepping bag|out-bag:3
misspelling|turntabel|aud-turn:3
plural|tents|out-tent:3 out-tent4:3
plural|desks|fur-desk:3 fur-stand:3 lam-desk:1
plural|knife|kit-chef:3 kit-bread:3 kit-block:1
plural|office chairs|fur-chair:3
plural|notebook|off-note:3 lap-air:1
plural|puzzles|toy-puzzle:3
plural|rain jackets|jac-rain:3
compound|back pack|bag-kid:3 bag-leather:3 bag-trail:3
compound|backpack|bag-leather:3 bag-trail:3 bag-kid:3
compound|usb c cable|cab-usbc:3
compound|usbc dock|acc-dock:3
compound|ultra book|lap-pro:3 lap-air:3
compound|head lamp|out-lamp:3
compound|book shelf|fur-shelf:3
compound|smart phone|pho-nine:3 pho-nine-case:1
synonym|couch|fur-sofa:3
synonym|rucksack|bag-trail:3 bag-leather:2 bag-kid:2
synonym|earphones|aud-buds:3 aud-over:2 aud-wire:2
synonym|wellies|sho-rain:3
synonym|skillet|kit-pan:3
synonym|mobile phone|pho-nine:3 pho-old:3
synonym|trainers|sho-run:3 sho-road:3
natural phrase|a warm jacket for winter|jac-down:3 jac-fleece:2
natural phrase|headphones for the train|aud-over:3 aud-wire:1
natural phrase|shoes for running on the road|sho-road:3 sho-run:2
natural phrase|something to keep tea hot|out-bottle:3
natural phrase|knife for cutting bread|kit-bread:3 kit-chef:1
natural phrase|small laptop for school|lap-kid:3
natural phrase|light for reading|lam-floor:3 lam-desk:1
natural phrase|coffee beans for espresso|kit-beans:3 kit-moka:1
sku|judged-lap-pro|lap-pro:3
sku|JUDGED-FUR-SOFA|fur-sofa:3
sku|judged-out-tent4|out-tent4:3
sku|Judged-Cab-Hdmi|cab-hdmi:3
sku|judged-off-ink|off-ink:3
accent|creme brulee|kit-creme:3
accent|Crème brûlée set|kit-creme:3
accent|CREME|kit-creme:3
accent|chefs knife|kit-chef:3
accent|chef's knife|kit-chef:3
broad|laptop|lap-pro:3 lap-air:3 lap-game:3 lap-kid:3 acc-stand:1 acc-sleeve:1
broad|shoes|sho-run:3 sho-road:3 sho-hike:2 sho-rain:2
broad|coffee|kit-grind:3 kit-moka:3 kit-beans:3 fur-table:1 kit-kettle:1
broad|lamp|lam-floor:3 lam-desk:3 out-lamp:2
broad|camping|out-tent:3 out-tent4:3 out-bag:3 out-stove:3
`

/** What this shop’s merchant would say means the same. */
export const SYNONYMS: readonly (readonly string[])[] = [
  ['sofa', 'couch', 'settee'],
  ['backpack', 'rucksack'],
  ['headphones', 'earphones', 'earbuds'],
  ['rain boots', 'wellies', 'wellingtons'],
  ['frying pan', 'skillet'],
  ['smartphone', 'mobile phone'],
  ['running shoes', 'trainers'],
]

export type Judgement = { readonly kind: string; readonly query: string; readonly grades: Grades }

export const SHELF: readonly Shelved[] = linesOf(SHELF_LINES).map((line) => {
  const [id = '', name = '', category = '', brand = '', traits = '', description = ''] = line.split('|')
  const attributes = Object.fromEntries(
    traits.split('; ').map((trait) => trait.split(': ') as [string, string]),
  )
  return { id, name, category, brand, attributes, description }
})

export const JUDGED: readonly Judgement[] = linesOf(JUDGED_LINES).map((line) => {
  const [kind = '', query = '', graded = ''] = line.split('|')
  const grades = graded.split(' ').map((each): [string, number] => {
    const [id = '', grade = '0'] = each.split(':')
    return [id, Number(grade)]
  })
  return { kind, query, grades: Object.fromEntries(grades) }
})

function linesOf(text: string): string[] {
  return text.trim().split('\n')
}
