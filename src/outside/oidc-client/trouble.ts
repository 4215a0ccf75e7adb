// What went wrong at a provider's, in the few kinds that people are told of.
import * as oidc from 'openid-client'
import { SignInTrouble, type Trouble } from './index.ts'

/** Said by the provider itself, when she or it did not want to. */
const refusals = [
  'access_denied',
  'login_required',
  'consent_required',
  'interaction_required',
  'account_selection_required',
]

const kinds: Record<string, Trouble> = {
  OAUTH_TIMEOUT: 'down',
  OAUTH_ABORT: 'down',
  OAUTH_RESPONSE_BODY_ERROR: 'down',
  OAUTH_WWW_AUTHENTICATE_CHALLENGE: 'down',
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'down',
  OAUTH_RESPONSE_IS_NOT_JSON: 'unreadable',
  OAUTH_PARSE_ERROR: 'unreadable',
  OAUTH_MISSING_SERVER_METADATA: 'unreadable',
  OAUTH_INVALID_SERVER_METADATA: 'unreadable',
}

/** Tells the kind by the library's code. What cannot be told is not believed. */
export function troubleOf(error: unknown): SignInTrouble {
  if (error instanceof oidc.AuthorizationResponseError) {
    return new SignInTrouble(refusals.includes(error.error) ? 'declined' : 'down', error.error, { cause: error })
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('OAUTH_')) return new SignInTrouble(kinds[code] ?? 'untrue', code, { cause: error })
  // Thrown by the connection: nobody there, cut off, too long.
  return new SignInTrouble('down', error instanceof Error ? error.message : 'unknown', { cause: error })
}
