// The little of the library `smpp` that the city uses, in types: it brings none of its own.
import type { EventEmitter } from 'node:events'
import type { Server as NetServer } from 'node:net'

interface Message {
  udh?: Buffer
  message: string | Buffer
}

export interface Pdu {
  command: string
  command_status: number
  sequence_number: number
  system_id?: string
  password?: string
  source_addr?: string
  destination_addr?: string
  data_coding?: number
  esm_class?: number
  registered_delivery?: number
  message_id?: string
  short_message?: Message
  receipted_message_id?: string
  message_state?: number
  response(options?: Record<string, unknown>): Pdu
}

export interface Session extends EventEmitter {
  bind_transceiver(options: Record<string, unknown>, answered: (pdu: Pdu) => void): boolean
  submit_sm(options: Record<string, unknown>, answered: (pdu: Pdu) => void): boolean
  deliver_sm(options: Record<string, unknown>, answered?: (pdu: Pdu) => void): boolean
  enquire_link(options: Record<string, unknown>, answered: (pdu: Pdu) => void): boolean
  unbind(answered: (pdu: Pdu) => void): boolean
  send(pdu: Pdu): boolean
  close(closed?: () => void): void
  destroy(closed?: () => void): void
}

export interface Library {
  connect(options: { host: string; port: number; tls?: boolean; ca?: string }): Session
  createServer(options: { key?: string; cert?: string }, listener: (session: Session) => void): NetServer
  createServer(listener: (session: Session) => void): NetServer
}
