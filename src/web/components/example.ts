// What an example is: documentation, fixture and test at once.
import type { VNode } from 'preact'

export type Example = { title: string; view: VNode }
