/** What a reader could copy from a document: the code points to which its embedded fonts map what they draw, each once. */
export function signsIn(pdf: Buffer): string {
  const maps = pdf.toString('latin1').match(/begincmap[\s\S]*?endcmap/g) ?? []
  const codes = maps.flatMap((map) => [...map.matchAll(/<[0-9a-f]+> <([0-9a-f]+)>/gi)])
  return codes
    .map((match) =>
      Buffer.from(match[1] ?? '', 'hex')
        .swap16()
        .toString('utf16le'),
    )
    .join('')
}
