// The raw server: node:http and nothing else, sending the same bytes each time.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [, , file = '', port = '0'] = process.argv
const answer: { status: number; headers: Record<string, string>; body: string } = JSON.parse(readFileSync(file, 'utf8'))
const body = Buffer.from(answer.body)
const headers = { ...answer.headers, 'content-length': body.length }

createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    response.writeHead(answer.status, headers)
    response.end(body)
  })
}).listen(Number(port), '127.0.0.1')
