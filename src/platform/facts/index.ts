// The door of facts: announcing, reacting, and what the desk may see and do about deliveries that failed.
export { announce, announcer } from './announce.ts'
export { type FailedDelivery, failedDeliveries, retryDelivery } from './failed.ts'
export { noteOf, takeNote } from './notes.ts'
export { deliver, every, type Heard, type Reaction, when, whenever } from './reaction.ts'
export { factsAfter, factsOf, lastTold } from './told.ts'
export { openWorker, type Worker } from './work.ts'
