// SPDX-License-Identifier: MIT
//
// usage: node read.mjs FOLDER
// For each line "name width_mm height_mm dots_per_mm" of FOLDER/manifest: renders name.zpl and
// name.svg to PNG with renderers that know nothing of ours, reads the symbols in them, and prints
// "name format identifier hexadecimal-bytes", one line a symbol.

import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { webcrypto } from 'node:crypto'

globalThis.crypto ??= webcrypto // node 18 keeps it in its module; the ZPL renderer looks here

const require = createRequire(import.meta.url)
const { ready } = require('zpl-renderer-js')
const { initWasm, Resvg } = await import('@resvg/resvg-wasm')
const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')

prepareZXingModule({
  overrides: { wasmBinary: readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm')) },
})
await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')))
const { api: printer } = await ready

const render = {
  zpl: async (text, label) =>
    Buffer.from(
      await printer.zplToBase64Async(text, label.width, label.height, label.dots), 'base64'),
  svg: async (text, label) =>
    new Resvg(text, { fitTo: { mode: 'width', value: Math.round(label.width * label.dots) } })
      .render().asPng(),
}

const folder = process.argv[2]
const manifest = readFileSync(`${folder}/manifest`, 'utf8').trim().split('\n')
for (const line of manifest) {
  const [name, width, height, dots] = line.split(' ')
  const label = { width: Number(width), height: Number(height), dots: Number(dots) }
  for (const format of ['zpl', 'svg']) {
    const png = await render[format](readFileSync(`${folder}/${name}.${format}`, 'utf8'), label)
    writeFileSync(`${folder}/${name}.${format}.png`, png)
    for (const symbol of await readBarcodes(new Uint8Array(png), { tryHarder: true })) {
      const bytes = Buffer.from(symbol.bytes).toString('hex')
      console.log(name, format, symbol.symbologyIdentifier, bytes)
    }
  }
}
process.exit(0) // the renderer's own loop would go on
