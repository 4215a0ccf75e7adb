// Words that work anywhere in a conversation, typed as people type them in any messenger.

const commands: Record<string, string> = {
  начать: 'start',
  старт: 'start',
  start: 'start',
  меню: 'menu',
  menu: 'menu',
  отмена: 'cancel',
  cancel: 'cancel',
  помощь: 'help',
  help: 'help',
  'мои заявки': 'mine',
  'мои сообщения': 'mine',
  'my reports': 'mine',
}

/** The command that the whole text is, with or without a slash; null for anything else. */
export function commandIn(text: string): string | null {
  const bare = text
    .toLowerCase()
    .replace(/^\//, '')
    .replace(/[.\s]+$/, '')
  return Object.hasOwn(commands, bare) ? (commands[bare] ?? null) : null
}
