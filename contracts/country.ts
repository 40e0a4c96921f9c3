/**
 * The countries of ISO 3166-1, and what people call them: an address form sends a code, an old client
 * “USA”, a person “Deutschland”. Inside there is only the code.
 */

/** Alpha-2, alpha-3 and the English name, as customers read it. */
const ISO_3166_1 = `
  AD AND Andorra | AE ARE United Arab Emirates | AF AFG Afghanistan | AG ATG Antigua and Barbuda
  AI AIA Anguilla | AL ALB Albania | AM ARM Armenia | AO AGO Angola | AQ ATA Antarctica | AR ARG Argentina
  AS ASM American Samoa | AT AUT Austria | AU AUS Australia | AW ABW Aruba | AX ALA Åland Islands
  AZ AZE Azerbaijan | BA BIH Bosnia and Herzegovina | BB BRB Barbados | BD BGD Bangladesh | BE BEL Belgium
  BF BFA Burkina Faso | BG BGR Bulgaria | BH BHR Bahrain | BI BDI Burundi | BJ BEN Benin
  BL BLM Saint Barthélemy | BM BMU Bermuda | BN BRN Brunei | BO BOL Bolivia | BQ BES Caribbean Netherlands
  BR BRA Brazil | BS BHS Bahamas | BT BTN Bhutan | BV BVT Bouvet Island | BW BWA Botswana | BY BLR Belarus
  BZ BLZ Belize | CA CAN Canada | CC CCK Cocos Islands | CD COD Congo (Kinshasa)
  CF CAF Central African Republic | CG COG Congo (Brazzaville) | CH CHE Switzerland | CI CIV Côte d'Ivoire
  CK COK Cook Islands | CL CHL Chile | CM CMR Cameroon | CN CHN China | CO COL Colombia
  CR CRI Costa Rica | CU CUB Cuba | CV CPV Cape Verde | CW CUW Curaçao | CX CXR Christmas Island
  CY CYP Cyprus | CZ CZE Czechia | DE DEU Germany | DJ DJI Djibouti | DK DNK Denmark | DM DMA Dominica
  DO DOM Dominican Republic | DZ DZA Algeria | EC ECU Ecuador | EE EST Estonia | EG EGY Egypt
  EH ESH Western Sahara | ER ERI Eritrea | ES ESP Spain | ET ETH Ethiopia | FI FIN Finland | FJ FJI Fiji
  FK FLK Falkland Islands | FM FSM Micronesia | FO FRO Faroe Islands | FR FRA France | GA GAB Gabon
  GB GBR United Kingdom | GD GRD Grenada | GE GEO Georgia | GF GUF French Guiana | GG GGY Guernsey
  GH GHA Ghana | GI GIB Gibraltar | GL GRL Greenland | GM GMB Gambia | GN GIN Guinea | GP GLP Guadeloupe
  GQ GNQ Equatorial Guinea | GR GRC Greece | GS SGS South Georgia | GT GTM Guatemala | GU GUM Guam
  GW GNB Guinea-Bissau | GY GUY Guyana | HK HKG Hong Kong | HM HMD Heard Island and McDonald Islands
  HN HND Honduras | HR HRV Croatia | HT HTI Haiti | HU HUN Hungary | ID IDN Indonesia | IE IRL Ireland
  IL ISR Israel | IM IMN Isle of Man | IN IND India | IO IOT British Indian Ocean Territory | IQ IRQ Iraq
  IR IRN Iran | IS ISL Iceland | IT ITA Italy | JE JEY Jersey | JM JAM Jamaica | JO JOR Jordan
  JP JPN Japan | KE KEN Kenya | KG KGZ Kyrgyzstan | KH KHM Cambodia | KI KIR Kiribati | KM COM Comoros
  KN KNA Saint Kitts and Nevis | KP PRK North Korea | KR KOR South Korea | KW KWT Kuwait
  KY CYM Cayman Islands | KZ KAZ Kazakhstan | LA LAO Laos | LB LBN Lebanon | LC LCA Saint Lucia
  LI LIE Liechtenstein | LK LKA Sri Lanka | LR LBR Liberia | LS LSO Lesotho | LT LTU Lithuania
  LU LUX Luxembourg | LV LVA Latvia | LY LBY Libya | MA MAR Morocco | MC MCO Monaco | MD MDA Moldova
  ME MNE Montenegro | MF MAF Saint Martin | MG MDG Madagascar | MH MHL Marshall Islands
  MK MKD North Macedonia | ML MLI Mali | MM MMR Myanmar | MN MNG Mongolia | MO MAC Macao
  MP MNP Northern Mariana Islands | MQ MTQ Martinique | MR MRT Mauritania | MS MSR Montserrat
  MT MLT Malta | MU MUS Mauritius | MV MDV Maldives | MW MWI Malawi | MX MEX Mexico | MY MYS Malaysia
  MZ MOZ Mozambique | NA NAM Namibia | NC NCL New Caledonia | NE NER Niger | NF NFK Norfolk Island
  NG NGA Nigeria | NI NIC Nicaragua | NL NLD Netherlands | NO NOR Norway | NP NPL Nepal | NR NRU Nauru
  NU NIU Niue | NZ NZL New Zealand | OM OMN Oman | PA PAN Panama | PE PER Peru | PF PYF French Polynesia
  PG PNG Papua New Guinea | PH PHL Philippines | PK PAK Pakistan | PL POL Poland
  PM SPM Saint Pierre and Miquelon | PN PCN Pitcairn | PR PRI Puerto Rico | PS PSE Palestine
  PT PRT Portugal | PW PLW Palau | PY PRY Paraguay | QA QAT Qatar | RE REU Réunion | RO ROU Romania
  RS SRB Serbia | RU RUS Russia | RW RWA Rwanda | SA SAU Saudi Arabia | SB SLB Solomon Islands
  SC SYC Seychelles | SD SDN Sudan | SE SWE Sweden | SG SGP Singapore | SH SHN Saint Helena
  SI SVN Slovenia | SJ SJM Svalbard and Jan Mayen | SK SVK Slovakia | SL SLE Sierra Leone
  SM SMR San Marino | SN SEN Senegal | SO SOM Somalia | SR SUR Suriname | SS SSD South Sudan
  ST STP Sao Tome and Principe | SV SLV El Salvador | SX SXM Sint Maarten | SY SYR Syria | SZ SWZ Eswatini
  TC TCA Turks and Caicos Islands | TD TCD Chad | TF ATF French Southern Territories | TG TGO Togo
  TH THA Thailand | TJ TJK Tajikistan | TK TKL Tokelau | TL TLS Timor-Leste | TM TKM Turkmenistan
  TN TUN Tunisia | TO TON Tonga | TR TUR Türkiye | TT TTO Trinidad and Tobago | TV TUV Tuvalu
  TW TWN Taiwan | TZ TZA Tanzania | UA UKR Ukraine | UG UGA Uganda | UM UMI U.S. Outlying Islands
  US USA United States | UY URY Uruguay | UZ UZB Uzbekistan | VA VAT Vatican City
  VC VCT Saint Vincent and the Grenadines | VE VEN Venezuela | VG VGB British Virgin Islands
  VI VIR U.S. Virgin Islands | VN VNM Vietnam | VU VUT Vanuatu | WF WLF Wallis and Futuna | WS WSM Samoa
  YE YEM Yemen | YT MYT Mayotte | ZA ZAF South Africa | ZM ZMB Zambia | ZW ZWE Zimbabwe
`

/** Names in daily use beside the English one, and what the language of the country says. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  AE: ['UAE', 'Emirates'],
  AT: ['Österreich', 'Oesterreich'],
  BE: ['België', 'Belgique', 'Belgien'],
  BO: ['Plurinational State of Bolivia'],
  BR: ['Brasil'],
  CD: ['Democratic Republic of the Congo', 'DR Congo', 'DRC'],
  CG: ['Congo', 'Republic of the Congo'],
  CH: ['Schweiz', 'Suisse', 'Svizzera', 'Svizra'],
  CI: ['Ivory Coast'],
  CN: ["People's Republic of China", 'Mainland China', '中国'],
  CV: ['Cabo Verde'],
  CZ: ['Czech Republic', 'Česko'],
  DE: ['Deutschland', 'Federal Republic of Germany'],
  DK: ['Danmark'],
  EE: ['Eesti'],
  EG: ['Misr'],
  ES: ['España'],
  FI: ['Suomi'],
  GB: ['UK', 'U.K.', 'Great Britain', 'Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland'],
  GR: ['Hellas', 'Ellada', 'Ελλάδα', 'EL'],
  HR: ['Hrvatska'],
  HU: ['Magyarország'],
  IE: ['Éire', 'Republic of Ireland'],
  IN: ['Bharat'],
  IR: ['Islamic Republic of Iran'],
  IS: ['Ísland'],
  IT: ['Italia'],
  JP: ['Nippon', 'Nihon', '日本'],
  KP: ["Democratic People's Republic of Korea", 'DPRK'],
  KR: ['Korea', 'Republic of Korea', '대한민국'],
  LA: ["Lao People's Democratic Republic"],
  LT: ['Lietuva'],
  LU: ['Luxemburg'],
  LV: ['Latvija'],
  MD: ['Republic of Moldova'],
  MK: ['Macedonia'],
  MM: ['Burma'],
  MX: ['México'],
  NL: ['Nederland', 'Holland', 'The Netherlands'],
  NO: ['Norge', 'Noreg'],
  NZ: ['Aotearoa'],
  PL: ['Polska'],
  PS: ['State of Palestine'],
  RO: ['România'],
  RS: ['Srbija'],
  RU: ['Russian Federation', 'Россия'],
  SE: ['Sverige'],
  SI: ['Slovenija'],
  SK: ['Slovensko', 'Slovak Republic'],
  SY: ['Syrian Arab Republic'],
  SZ: ['Swaziland'],
  TL: ['East Timor'],
  TR: ['Turkey'],
  TW: ['臺灣', '台灣'],
  TZ: ['United Republic of Tanzania'],
  UA: ['Україна'],
  US: ['U.S.', 'U.S.A.', 'United States of America', 'America', 'Estados Unidos'],
  VA: ['Holy See', 'Vatican'],
  VE: ['Bolivarian Republic of Venezuela'],
  VN: ['Viet Nam'],
}

const names = new Map<string, string>()
const codes = new Map<string, string>()
for (const row of ISO_3166_1.split(/[|\n]/)) {
  const [code, alpha3, name] = row.trim().split(/ (\S+) (.+)/)
  if (!code || !alpha3 || !name) continue
  names.set(code, name)
  for (const spelling of [code, alpha3, name, ...(ALSO[code] ?? [])]) codes.set(folded(spelling), code)
}

export const COUNTRY_CODES: readonly string[] = [...names.keys()]

/** The alpha-2 code for a code or a name in any spelling: “us”, “USA”, “Deutschland”; undefined for anything else. */
export function countryCode(text: string): string | undefined {
  return codes.get(folded(text))
}

/** The English name of an alpha-2 code. */
export function countryName(code: string): string | undefined {
  return names.get(code)
}

/** “Côte d’Ivoire” and “COTE D'IVOIRE”, “St. Lucia” and “Saint Lucia” are one name. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^the /, '')
    .replace(/\bst\b\.?/g, 'saint')
    .replaceAll('&', 'and')
    .replace(/[^\p{L}\p{N}]/gu, '')
}
