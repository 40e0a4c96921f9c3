/** What a word in a name promises: a wool jacket is not of cotton, and open headphones are not closed. */
import type { ShapeName } from '../pictures/shapes.ts'
import type { Fact, Kind } from './kind.ts'

type Facts = Readonly<Record<string, Fact>>

const MEANINGS: Partial<Record<ShapeName, Readonly<Record<string, Facts>>>> = {
  tablet: { Drawing: { Pen: true } },
  watch: { Steel: { Case: '41 mm steel' } },
  laptop: { Ultralight: { Weight: '0.98 kg', Display: '13.4" IPS, 2560 × 1600' } },
  desktop: { Silent: { Noise: '0 dB, no fan' } },
  keyboard: { Wireless: { Connection: 'USB-C, Bluetooth' }, Tactile: { Switches: 'Tactile' }, Silent: { Switches: 'Silent tactile' }, Compact: { Layout: '65 %, 68 keys' } },
  monitor: { Ultrawide: { Size: '34"', Resolution: '3440 × 1440' }, Office: { Size: '24"', Resolution: '2560 × 1440' }, Studio: { Size: '27"', Resolution: '3840 × 2160' }, Calm: { Size: '27"', Resolution: '2560 × 1440' } },
  headphones: { Open: { Type: 'Open, over-ear', 'Noise cancelling': false }, Travel: { Type: 'Closed, over-ear', 'Noise cancelling': true } },
  earbuds: { Sport: { 'Water resistance': 'IPX7' } },
  speaker: { Waterproof: { 'Water resistance': 'IP67' } },
  shelfSpeaker: { Active: { Inputs: 'Line, optical' } },
  turntable: { 'Belt-drive': { Drive: 'Belt' } },
  radio: { Internet: { Reception: 'FM, DAB+, internet' } },
  mug: { Stoneware: { Material: 'Stoneware' }, Large: { Capacity: '420 ml' } },
  pot: { Enamelled: { Material: 'Enamelled cast iron' } },
  kettle: { Enamelled: { Material: 'Enamelled steel' } },
  moka: { Aluminium: { Material: 'Aluminium', 'Works on': 'Gas, electric' }, Induction: { Material: 'Steel', 'Works on': 'All hobs' } },
  knife: { Carbon: { Steel: 'Carbon, C75' } },
  board: { 'Juice-groove': { Groove: true } },
  bowl: { Stoneware: { Material: 'Stoneware' }, Painted: { Decor: 'Wave' } },
  toaster: { 'Two-slice': { Slots: 2 }, 'Long-slot': { Slots: 2 } },
  lamp: { Linen: { Shade: 'Linen' }, Pleated: { Shade: 'Cotton' } },
  clock: { Silent: { Movement: 'Quartz, silent' } },
  candle: { Beeswax: { Wax: 'Beeswax', Scent: 'None' }, Soy: { Wax: 'Soy' }, Scented: { Scent: 'Fig and salt' } },
  cushion: { Wool: { Filling: 'Wool' }, Outdoor: { Filling: 'Recycled fibre' } },
  blanket: { Wool: { Material: 'New wool' }, Cotton: { Material: 'Cotton' }, Waffle: { Material: 'Cotton' }, Mohair: { Material: 'Wool and mohair' } },
  chair: { Beech: { Frame: 'Beech' } },
  jacket: { Waxed: { Material: 'Waxed cotton' }, Wool: { Material: 'Loden wool' }, Work: { Material: 'Cotton twill' }, Rain: { Material: 'Waxed cotton' } },
  tshirt: { Heavy: { Weight: '260 g/m²' }, Boxy: { Fit: 'Loose' } },
  sweater: { Lambswool: { Material: 'Lambswool' }, Merino: { Material: 'Merino wool', Gauge: 'Fine' } },
  scarf: { Wool: { Material: 'Lambswool' }, Mohair: { Material: 'Mohair' }, Long: { Length: '210 cm' } },
  beanie: { Wool: { Material: 'Lambswool' } },
  cap: { Canvas: { Material: 'Cotton canvas' }, Corduroy: { Material: 'Corduroy' } },
  sunglasses: { Polarised: { Polarised: true } },
  shoe: { Canvas: { Upper: 'Canvas' }, Court: { Upper: 'Leather' }, Running: { Upper: 'Recycled mesh' } },
  boot: { Leather: { Upper: 'Full-grain leather' }, Hiking: { Waterproof: true }, Winter: { Lining: 'Wool' } },
  backpack: { Waxed: { Material: 'Waxed canvas' } },
  tote: { Canvas: { Material: 'Canvas' } },
  wallet: { Slim: { Cards: 4, 'Coin pocket': false } },
  tent: { 'Two-person': { Sleeps: 2, Weight: '1.9 kg' }, Family: { Sleeps: 4, Weight: '4.2 kg' }, Light: { Sleeps: 2, Weight: '1.9 kg' } },
  helmet: { Light: { Weight: '240 g' } },
  yogaMat: { Cork: { Material: 'Cork and rubber' }, 'Natural-rubber': { Material: 'Natural rubber' }, Travel: { Thickness: '2 mm' } },
  football: { Match: { Size: 5, Sewn: 'By hand', Surface: 'Grass' }, Street: { Surface: 'Street' }, Garden: { Surface: 'Grass' } },
  plant: { Shade: { Light: 'Shade' } },
  plantStand: { Glazed: { Pot: 'Glazed stoneware' } },
  notebook: { Pocket: { Format: 'A6' } },
  pen: { 'Brass-trimmed': { Filling: 'Converter' } },
  soap: { Olive: { Oils: 'Olive' }, Laurel: { Oils: 'Olive and laurel', Scent: 'Laurel' }, 'Sea-salt': { Scent: 'Sea salt' } },
  ukulele: { Soprano: { Length: '53 cm' }, Concert: { Length: '60 cm' } },
} // prettier-ignore

/** The facts as drawn, put right by what the name says and by the colours that are materials. */
export function meant(kind: Kind, manner: string, colours: readonly string[], drawn: Facts): Facts {
  const told = { ...drawn, ...MEANINGS[kind.shape]?.[manner] }
  const facts = Object.entries(told).flatMap(([fact, value]): [string, Fact][] => {
    // Oak is a colour and a wood: what comes in one colour is of that, what comes in several says it by colour.
    const materials = (kind.facts[fact] ?? []).filter((known) =>
      kind.colours.some((colour) => colour === known),
    )
    if (materials.length === 0) return [[fact, value]]
    if (colours.length > 1) return []
    return [[fact, materials.find((known) => known === colours[0]) ?? value]]
  })
  return Object.fromEntries(facts)
}
