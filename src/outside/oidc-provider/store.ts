// What the provider's library remembers, in the tables of schema `identity`: each call is one short statement and holds nothing.
import type { JSONColumnType } from 'kysely'
import { sql } from 'kysely'
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import type { Database } from '#platform/db/open.ts'
import { hashSecret } from '#platform/ids.ts'

type Tables = {
  'identity.systems': {
    id: string
    name: string
    site: string
    redirect_uris: JSONColumnType<string[]>
    sign_out_uris: JSONColumnType<string[]>
    back_channel_uri: string | null
    scopes: JSONColumnType<string[]>
    auth: 'client_secret_basic' | 'client_secret_post' | 'none'
    secret_hash: string | null
    ended_at: Date | null
  }
  'identity.oidc_records': {
    model: string
    id_hash: string
    payload: JSONColumnType<AdapterPayload>
    grant_id: string | null
    person: string | null
    system: string | null
    uid_hash: string | null
    consumed_at: Date | null
    made_at: Date
    expires_at: Date
  }
}

/** The stores of the library's models over the city's database. */
export function openStore(database: Database) {
  const db = database.withTables<Tables>()

  return {
    /** One store a model, as the library asks for them. */
    of: (model: string): Adapter => (model === 'Client' ? registered() : records(model)),
    /** The permission that a person gave a system last, if one holds. */
    async permission(person: string, system: string): Promise<string | null> {
      const row = await db
        .selectFrom('identity.oidc_records')
        .select('grant_id')
        .where('model', '=', 'Grant')
        .where('person', '=', person)
        .where('system', '=', system)
        .where('expires_at', '>', sql<Date>`now()`)
        .orderBy('made_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.grant_id ?? null
    },
  }

  function records(model: string): Adapter {
    const rows = () => db.selectFrom('identity.oidc_records').where('model', '=', model)
    return {
      async upsert(id, payload, expiresIn) {
        const { accountId, clientId, grantId, uid, session } = payload
        const row = {
          payload: JSON.stringify(withoutSecrets(payload, id)),
          grant_id: model === 'Grant' ? id : (grantId ?? null),
          person: accountId ?? session?.accountId ?? null,
          system: clientId ?? null,
          uid_hash: model === 'Session' && uid ? hashSecret(uid) : null,
          expires_at: sql<Date>`now() + make_interval(secs => ${expiresIn ?? 60})`,
        }
        await db
          .insertInto('identity.oidc_records')
          .values({ model, id_hash: hashSecret(id), made_at: sql<Date>`now()`, consumed_at: null, ...row })
          .onConflict((conflict) => conflict.columns(['model', 'id_hash']).doUpdateSet(row))
          .execute()
      },
      async find(id) {
        const row = await rows()
          .select(['payload', 'consumed_at'])
          .where('id_hash', '=', hashSecret(id))
          .where('expires_at', '>', sql<Date>`now()`)
          .executeTakeFirst()
        return row && payloadOf(row, id)
      },
      async findByUid(uid) {
        const row = await rows()
          .select(['payload', 'consumed_at'])
          .where('uid_hash', '=', hashSecret(uid))
          .where('expires_at', '>', sql<Date>`now()`)
          .executeTakeFirst()
        return row && payloadOf(row, undefined)
      },
      // No device without a keyboard signs in here.
      findByUserCode: async () => undefined,
      async consume(id) {
        const used = await db
          .updateTable('identity.oidc_records')
          .set({ consumed_at: sql<Date>`now()` })
          .where('model', '=', model)
          .where('id_hash', '=', hashSecret(id))
          .where('consumed_at', 'is', null)
          .executeTakeFirst()
        // Two requests with one code at once: the library has looked before either was used up, the database decides.
        if (used.numUpdatedRows === 0n) throw new errors.InvalidGrant('already used')
      },
      async destroy(id) {
        await db
          .deleteFrom('identity.oidc_records')
          .where('model', '=', model)
          .where('id_hash', '=', hashSecret(id))
          .execute()
      },
      async revokeByGrantId(grantId) {
        await db
          .deleteFrom('identity.oidc_records')
          .where('model', '=', model)
          .where('grant_id', '=', grantId)
          .execute()
      },
    }
  }

  // Systems are registered at the desk, never by the library.
  function registered(): Adapter {
    const never = async () => {
      throw new Error('systems are registered at the desk')
    }
    return {
      upsert: never,
      consume: never,
      destroy: never,
      revokeByGrantId: never,
      findByUid: async () => undefined,
      findByUserCode: async () => undefined,
      async find(id) {
        // The library asks for whatever stands in a request.
        if (id.includes('\u0000') || id.length > 100) return undefined
        const row = await db
          .selectFrom('identity.systems')
          .selectAll()
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .executeTakeFirst()
        return row && clientOf(row)
      },
    }
  }
}

type System = Omit<Tables['identity.systems'], 'redirect_uris' | 'sign_out_uris' | 'scopes'> & {
  redirect_uris: string[]
  sign_out_uris: string[]
  scopes: string[]
}

function clientOf(system: System): AdapterPayload {
  const keeps = system.scopes.includes('offline_access')
  return {
    client_id: system.id,
    client_name: system.name,
    client_uri: system.site,
    // Only its hash is kept; the library compares by what real.ts gives it.
    ...(system.secret_hash === null ? {} : { client_secret: system.secret_hash }),
    token_endpoint_auth_method: system.auth,
    redirect_uris: system.redirect_uris,
    post_logout_redirect_uris: system.sign_out_uris,
    ...(system.back_channel_uri === null
      ? {}
      : { backchannel_logout_uri: system.back_channel_uri, backchannel_logout_session_required: true }),
    scope: system.scopes.join(' '),
    grant_types: keeps ? ['authorization_code', 'refresh_token'] : ['authorization_code'],
    response_types: ['code'],
    subject_type: 'pairwise',
  }
}

// What is known by its hash must not stand beside it in plain: not in an address, nor as the cookie of a session.
function withoutSecrets({ jti: _, returnTo, session, ...kept }: AdapterPayload, id: string): AdapterPayload {
  const { cookie: __, ...known } = session ?? {}
  return {
    ...kept,
    ...(returnTo === undefined ? {} : { returnTo: returnTo.replace(id, '{id}') }),
    ...(session === undefined ? {} : { session: known }),
  }
}

// A session found by its second name does not say its first one: nothing that is done with it needs that.
function payloadOf(row: { payload: AdapterPayload; consumed_at: Date | null }, id: string | undefined): AdapterPayload {
  const { returnTo } = row.payload
  return {
    ...row.payload,
    ...(id === undefined ? {} : { jti: id }),
    ...(returnTo === undefined || id === undefined ? {} : { returnTo: returnTo.replace('{id}', id) }),
    ...(row.consumed_at === null ? {} : { consumed: Math.floor(row.consumed_at.getTime() / 1000) }),
  }
}
