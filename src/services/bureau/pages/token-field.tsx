// The secret of a private link, carried on by a form of its page.
export function TokenField({ token }: { token: string | null }) {
  return token === null ? null : <input type="hidden" name="token" value={token} />
}
