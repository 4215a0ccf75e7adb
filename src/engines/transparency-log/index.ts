// The door of the transparency log: a Merkle tree in tiles, signed checkpoints, proofs, witnesses and receipts.
export { auditLog, type KnownBefore, type LogFault, type LogVerdict } from './audit.ts'
export { type Checkpoint, checkpointFrom, checkpointText } from './checkpoints.ts'
export { type Inclusion, inclusionChecker, verifyConsistency, verifyInclusion } from './checks.ts'
export { type Edge, edgeFrom, emptyEdge, grow, rootOfEdge, type Tile, tilesForEdge } from './growth.ts'
export {
  cosign,
  type KeyKind,
  newSigner,
  type OpenedNote,
  openNote,
  readNote,
  type Signed,
  type Signer,
  signerFrom,
  signerText,
  signNote,
  type Verifier,
  verifierFrom,
  vkeyOf,
} from './notes.ts'
export { type EntryProof, proofFrom, proofText } from './proof-text.ts'
export { consistencyProof, inclusionProof, type ReadTile, tilesForConsistency, tilesForInclusion } from './proofs.ts'
export { type ReceiptFault, type ReceiptVerdict, type ShownEntry, verifyReceipt } from './receipt-check.ts'
export {
  type ProvenEntry,
  type Receipt,
  type ReceiptText,
  receiptFormat,
  receiptFrom,
  receiptLimits,
} from './receipts.ts'
export { entriesIn, entryBundle, hashesIn, parseTilePath, type TileId, tileAt, tilePath, tileWidth } from './tiles.ts'
export { emptyRoot, leafHash, nodeHash, rootOf } from './tree.ts'
export {
  type AddCheckpoint,
  addCheckpointRequest,
  parseAddCheckpoint,
  type WitnessAnswer,
  type WitnessState,
  witnessAnswer,
} from './witness.ts'
