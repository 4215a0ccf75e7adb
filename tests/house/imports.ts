// Runs the import rules over a tree and turns each broken one into a sentence.
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'

export interface Cruised {
  /** How many modules were read: with a wrong compiler this is 0, and no rule could ever fail. */
  modules: number
  broken: { rule: string; from: string; to: string; sentence: string }[]
}

export async function cruiseImports(root: string, folder: string, config: string): Promise<Cruised> {
  const options: ICruiseOptions = { ...(await extractOptions(config)), baseDir: root, validate: true }
  const { output } = await cruise([folder], options)
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text')
  const comments = new Map(options.ruleSet?.forbidden?.map((rule) => [rule.name ?? '', rule.comment ?? '']))
  const broken = output.summary.violations.map(({ rule, from, to }) => {
    return { rule: rule.name, from, to, sentence: `${from} imports ${to}: ${comments.get(rule.name) || rule.name}` }
  })
  return { modules: ownModules(output), broken }
}

function ownModules(result: ICruiseResult): number {
  return result.modules.filter(({ source }) => source.startsWith('src/')).length
}
