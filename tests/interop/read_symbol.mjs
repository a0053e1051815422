// SPDX-License-Identifier: MIT
//
// usage: node read_symbol.mjs
// For each line of standard input, the path of a PGM: what symbols are in it, as "identifier
// hexadecimal-bytes", two words a symbol, in one line.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const require = createRequire(import.meta.url)
const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')

prepareZXingModule({
  overrides: { wasmBinary: readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm')) },
})

// "P5 width height 255\n" and a byte a pixel
function pictureOf(path) {
  const file = readFileSync(path)
  const head = /^P5\s(\d+)\s(\d+)\s255\s/.exec(file.subarray(0, 40).toString('latin1'))
  const [width, height] = [Number(head[1]), Number(head[2])]
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++) {
    data.fill(file[head[0].length + i], 4 * i, 4 * i + 3)
  }
  return { width, height, data }
}

for await (const path of createInterface({ input: process.stdin })) {
  const symbols = await readBarcodes(pictureOf(path), { tryHarder: true })
  console.log(symbols.map((symbol) =>
    symbol.symbologyIdentifier + ' ' + Buffer.from(symbol.bytes).toString('hex')).join(' '))
}
