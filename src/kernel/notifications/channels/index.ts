// What a channel is: where a reader can be reached by it, and how a parcel of messages goes. Each channel is one file beside this.
import type { City } from '#platform/city.ts'
import type { Matter } from '../queries/dispatches.ts'

export type ChannelName = 'mail' | 'sms' | 'push'

export interface Who {
  /** Whom the message is for: a handle of the module that told it. */
  handle: string
  reader: string
  person: string | null
  topic: string
}

export interface Reach {
  /** The handle under which she agreed: it stands for one address. */
  agreedAs: string
  /** The address or number; empty where the channel knows her devices by itself. */
  to: string
  locale: string
  /** What was sent there came back. */
  rests: boolean
}

export interface Parcel {
  /** Its id is the key by which the outside knows one that comes twice. */
  dispatch: string
  reader: string
  reach: Reach
  matters: readonly Matter[]
  /** The last of the week. */
  last: boolean
  /** Part of the address to which it is returned. */
  returnWord: string
}

/** taken: by the outside; returned: nobody is there, with the status it was told by. Anything else is thrown and tried again. */
export type Sent = { kind: 'taken' } | { kind: 'returned'; status: string }

export interface Channel {
  name: ChannelName
  /** Where this reader can be reached; null where she has not agreed, or has no address. Reads only. */
  reach(city: City, who: Who): Promise<Reach | null>
  /** Called without a transaction. */
  send(city: City, parcel: Parcel): Promise<Sent>
}
