// Witnesses: what a log needs of one, and what a witness needs to be reached.

export interface WitnessReply {
  status: number
  type: string
  body: string
}

/** Sends a checkpoint to the witness at an address. Throws a short sentence when it is away, slow or says too much. */
export type AskWitness = (url: string, request: string) => Promise<WitnessReply>

export interface WitnessDoor {
  /** What it says to whoever opens its address: its public key. */
  front: string
  /** Answers the body of a request to cosign. One at a time: the next waits until this one is answered. */
  answer(request: string): Promise<WitnessReply>
}
