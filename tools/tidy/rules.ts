/** All that the tidy test asks of the repository. What the compiler or the linter can say is left to them. */
import { coloursHaveNames } from './rules/colours.ts'
import { importsStayInTheirRooms } from './rules/imports.ts'
import { filesFitOneSitting, namesSayWhatAThingIs, servicesHaveOneShape } from './rules/shape.ts'
import { versionsAreExact } from './rules/versions.ts'
import { nothingIsLeftForLater, nothingNamesAMachine } from './rules/words.ts'
import { sqlLivesInTheStore, worldEntersAsANeed } from './rules/world.ts'
import { type Rule } from './rule.ts'

export const RULES: readonly Rule[] = [
  importsStayInTheirRooms,
  servicesHaveOneShape,
  namesSayWhatAThingIs,
  filesFitOneSitting,
  worldEntersAsANeed,
  sqlLivesInTheStore,
  versionsAreExact,
  nothingNamesAMachine,
  nothingIsLeftForLater,
  coloursHaveNames,
]
