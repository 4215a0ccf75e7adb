// Asking a witness to cosign: one request of C2SP tlog-witness, which ends in time and reads a short answer only.

const patience = 8_000
const most = 64 * 1024

/** Sends the body to `<url>/add-checkpoint`. Rejects with a short sentence when the witness is away, slow or says too much. */
export async function askWitness(url: string, request: string): Promise<{ status: number; type: string; body: string }> {
  const answer = await fetch(`${url}/add-checkpoint`, {
    method: 'POST',
    body: request,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  }).catch((error: unknown) => {
    throw new Error(`away: ${reasonOf(error)}`)
  })
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: await readShort(answer) }
}

async function readShort(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body ?? []) {
    length += chunk.length
    if (length > most) throw new Error(`its answer is longer than ${most} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message
}
