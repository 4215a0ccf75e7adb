// The whole strategy as files that anybody may take away and count.
import { useFrame } from '#platform/http/frame.ts'
import { sheetForm, sheetKeys } from '../rules/portfolio/format.ts'
import { Data } from './said.tsx'

export function PortfolioFiles() {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('strategy.portfolio.files')}</h2>
      <p>{words('strategy.portfolio.filesNote')}</p>
      <ul>
        <li>
          <a href={href('/strategy/export.xlsx')}>{words('strategy.portfolio.filesXlsx')}</a>
        </li>
        {sheetKeys.map((key) => (
          <li key={key}>
            <a href={href(`/strategy/export/${key}.csv`)}>
              <Data>{sheetForm(key).titles[0]}</Data> (CSV)
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
