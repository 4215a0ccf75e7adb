// A new service begins as a good house: its rooms break no rule. (The one that lists it is the command's own work.)
import { expect, it } from 'vitest'
import { namedExports, oneName, openingSentences, sameRooms, shortFiles, tellingNames } from '../tests/house/rooms.ts'
import { treeOf } from '../tests/house/tree.ts'
import { noIdleWords, sameLanguages, wordsExist } from '../tests/house/words.ts'
import { roomsOf } from './rooms.mjs'

const rooms = roomsOf({ name: 'yard-contests', russian: 'Дворовые конкурсы', english: 'Yard contests' })
const tree = treeOf(
  Object.fromEntries(Object.entries(rooms).map(([path, text]) => [`src/services/yard-contests/${path}`, text])),
)

it.each([
  ['rooms', sameRooms],
  ['one name', oneName],
  ['telling names', tellingNames],
  ['short files', shortFiles],
  ['opening sentences', openingSentences],
  ['named exports', namedExports],
  ['languages', sameLanguages],
  ['words said', wordsExist],
  ['no idle words', noIdleWords],
])('keeps the rule of %s', (_, rule) => {
  expect(rule(tree)).toEqual([])
})
