// Is the architecture still true? Each failure is a sentence that says what to do.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { kernel } from '../.dependency-cruiser.mjs'
import { cruiseImports } from './house/imports.ts'
import {
  honestTests,
  noChance,
  noInlineStyles,
  nothingUnfinished,
  settingsInConfig,
  socketsOutside,
  timeIsHanded,
} from './house/purity.ts'
import {
  kernelPlaces,
  namedExports,
  oneList,
  oneName,
  openingSentences,
  sameRooms,
  shortFiles,
  tellingNames,
} from './house/rooms.ts'
import { codeOf, type Rule, readTree } from './house/tree.ts'
import { noIdleWords, sameLanguages, wordsExist } from './house/words.ts'

const tree = readTree()

const rules: [string, Rule][] = [
  ['every module has the same rooms', sameRooms],
  ['every service stands in the one list', oneList],
  ['every kernel module has its place in the order', kernelPlaces(kernel)],
  ['folder, schema, words, facts and addresses have one name', oneName],
  ['names tell what a file is about', tellingNames],
  ['no file is longer than 300 lines', shortFiles],
  ['every file opens with a sentence', openingSentences],
  ['exports are named', namedExports],
  ['settings are read in one place', settingsInConfig],
  ['only the outside talks to the world', socketsOutside],
  ['the domain has no clock', timeIsHanded],
  ['nothing is decided by chance', noChance],
  ['pages keep to their security policy', noInlineStyles],
  ['nothing is left unfinished', nothingUnfinished],
  ['tests are honest', honestTests],
  ['every phrase is there in every language', sameLanguages],
  ['every phrase that code says exists', wordsExist],
  ['every phrase is said somewhere', noIdleWords],
]

describe('the house', () => {
  it.each(rules)('%s', (_, rule) => {
    expect(rule(tree)).toEqual([])
  })

  it('imports only go down, and through doors', async () => {
    const { modules, broken } = await cruiseImports(projectRoot, 'src', join(projectRoot, '.dependency-cruiser.mjs'))
    expect(broken.map(({ sentence }) => sentence)).toEqual([])
    // With a compiler that dependency-cruiser cannot read it would see nothing and find nothing wrong.
    expect(modules).toBeGreaterThanOrEqual(codeOf(tree).length)
  })
})
