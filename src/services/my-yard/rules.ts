// The pure decisions of my yard: how a report grows, and how a private link's secret is closed.
export {
  type Around,
  type Draft,
  type DraftPhoto,
  type DraftPlace,
  draftShape,
  emptyDraft,
  isWhole,
  type Land,
  type Question,
  questionOf,
  type TopicLand,
  textLimit,
  whereLimit,
  withDistrict,
  withLand,
  withPhoto,
  withPlace,
  withText,
  withTopic,
} from './rules/report.ts'
export { seal, unseal } from './rules/seal.ts'
