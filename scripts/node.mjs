// Says whether the running Node is the one the city is built and tested on, and what to do if it is not.

const wanted = 24

/** Null on the right Node, else what to do, in Russian and English. Plain syntax: this file must start on Node 20. */
export function wrongNode(running = process.versions.node) {
  if (Number(running.split('.')[0]) === wanted) return null
  return [
    `Италмас работает на Node ${wanted}, а запущен на ${running}.`,
    `Node ${wanted} ставится вместе с остальными пакетами, отдельно его искать не нужно:`,
    '  npm ci --include=optional',
    '  npm start',
    'Команду оператора запускайте так: npx italmas. Если не помогло, для вашей системы такого пакета нет:',
    `поставьте Node ${wanted} с nodejs.org и повторите.`,
    '',
    `Italmas runs on Node ${wanted}, but this is ${running}.`,
    `Node ${wanted} comes with the other packages, there is no need to look for it:`,
    '  npm ci --include=optional',
    '  npm start',
    'Run the operator command as: npx italmas. If this does not help, there is no such package for your system:',
    `install Node ${wanted} from nodejs.org and try again.`,
  ].join('\n')
}

/** Ends the process with advice when the running Node is a wrong one. */
export function requireNode() {
  const advice = wrongNode()
  if (!advice) return
  console.error(advice)
  process.exit(1)
}
