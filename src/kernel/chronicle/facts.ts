// What the chronicle announces.
export interface ChronicleFacts {
  'chronicle.inscribed': { kind: string }
}
