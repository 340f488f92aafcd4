import type { QueryResults, Results, Row } from './results.js'
import { circumstances } from './table.js'

const width = 760
const left = 250
const right = 90
const rowHeight = 24
const titleHeight = 40
const footHeight = 28
const colors = { ours: '#1b6e4b', floor: '#8a8a8a', others: '#4a78b5', range: '#222222' }

/** CPU time per request of each gateway as bars, a panel for each query; lines show the least and the most of all rounds. */
export function plot(results: Results): string {
  let top = 0
  const panels = results.queries.map((query) => {
    const drawn = panel(query, top)
    top += titleHeight + query.rows.length * rowHeight
    return drawn
  })
  const foot = text(10, top + 20, circumstances(results), { size: 11 })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top + footHeight}" font-family="sans-serif">`,
    '<title>CPU per request of each gateway, in milliseconds; the same figures are in the tables of performance.md</title>',
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...panels,
    foot,
    '</svg>',
    '',
  ].join('\n')
}

function panel({ query, rows }: QueryResults, top: number): string {
  const most = Math.max(...rows.map(({ figures }) => figures.cpuMs.max))
  const scale = (width - left - right) / most
  return [
    text(10, top + 26, `CPU per request, ${query} query, ms`, { size: 15, weight: 'bold' }),
    ...rows.map((row, index) => bar(row, top + titleHeight + index * rowHeight, scale)),
  ].join('\n')
}

function bar({ gateway, figures }: Row, top: number, scale: number): string {
  const { min, median, max } = figures.cpuMs
  const middle = top + rowHeight / 2
  const shares = { off: '', on: ' (shares)', 'subgraph requests': ' (shares subgraph requests)' }
  const label = gateway.title + shares[gateway.sharing]
  return [
    text(left - 8, middle + 4, label, { size: 12, anchor: 'end' }),
    `<rect x="${left}" y="${top + 4}" width="${at(median * scale)}" height="${rowHeight - 8}" fill="${colorOf(gateway.name)}"/>`,
    `<line x1="${at(left + min * scale)}" y1="${middle}" x2="${at(left + max * scale)}" y2="${middle}" stroke="${colors.range}"/>`,
    text(at(left + max * scale + 6), middle + 4, median.toPrecision(3), { size: 12 }),
  ].join('\n')
}

function colorOf(name: string): string {
  if (name.startsWith('ours')) return colors.ours
  return name === 'floor' ? colors.floor : colors.others
}

interface TextStyle {
  size: number
  weight?: 'normal' | 'bold'
  anchor?: 'end'
}

function text(x: number, y: number, words: string, { size, weight = 'normal', anchor }: TextStyle): string {
  const safe = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor ?? 'start'}" fill="#222222">${safe}</text>`
}

/** Tenths of a pixel are fine enough. */
function at(number: number): number {
  return Math.round(number * 10) / 10
}
