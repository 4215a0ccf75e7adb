// What people can do here, on pages and in conversation.
export { type TurnTaken, takeTurn } from './actions/converse.ts'
export { forgetDevices, type SentFromDevice, sendFromDevice, sentUnder } from './actions/devices.ts'
export { openPosted } from './actions/open311.ts'
export {
  dropDraftPhoto,
  forgetOld,
  joinFrom,
  joinFromDraft,
  keepDraft,
  keepDraftPhoto,
  keptDays,
  type Letters,
  openFrom,
  sendDraft,
} from './actions/report.ts'
