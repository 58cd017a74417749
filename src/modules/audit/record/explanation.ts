import { type Language, say, type Text } from '#kernel/language.ts'
import type { Verdict } from './verification.ts'

// What a verification came to, in words.

const WRONG = {
  'not-a-line': { zh: '第 {line} 行不是审计包的内容。', en: 'Line {line} is no line of a bundle.' },
  'no-header': { zh: '第一行不是审计包的抬头。', en: 'The first line is not the header of a bundle.' },
  'foreign-origin': {
    zh: '第 {line} 行写的是别的区（“{origin}”）。',
    en: 'Line {line} belongs to another district (“{origin}”).',
  },
  gap: {
    zh: '第 {line} 行：应为第 {expected} 号记录，却是第 {seq} 号。有记录缺失、重复或调换。',
    en: 'Line {line}: entry {expected} should be here and {seq} is. Entries are missing, repeated or exchanged.',
  },
  leaf: {
    zh: '第 {line} 行：第 {seq} 号记录（编号 {id}）的内容与它的摘要不符，被改过。',
    en: 'Line {line}: entry {seq} (id {id}) does not match its own digest. It was changed.',
  },
  body: {
    zh: '第 {line} 行：第 {seq} 号记录（编号 {id}）的明细与它的摘要不符，被改过。',
    en: 'Line {line}: the body of entry {seq} (id {id}) does not match its digest. It was changed.',
  },
  damaged: {
    zh: '第 {line} 行：第 {seq} 号记录（编号 {id}）的明细密文已损坏。',
    en: 'Line {line}: the encrypted body of entry {seq} (id {id}) is damaged.',
  },
  signature: {
    zh: '第 {line} 行：检查点的签名不是抬头所写的密钥签的，或文字被改过。',
    en: 'Line {line}: the checkpoint was not signed by the key of the header, or its text was changed.',
  },
  root: {
    zh: '第 {line} 行：检查点（共 {size} 条）与它之前的记录不符。此前有记录被改、被删或调换。',
    en: 'Line {line}: the checkpoint over {size} entries does not match the entries before it. One of them was changed, removed or exchanged.',
  },
  unsigned: {
    zh: '最后 {count} 条记录没有检查点覆盖。文件的结尾被截掉或改过。',
    en: 'The last {count} entries are not covered by a checkpoint. The end of the file was cut off or changed.',
  },
  short: {
    zh: '抬头写明 {size} 条记录，文件里只有 {found} 条。文件的结尾被截掉。',
    en: 'The header says {size} entries and the file has {found}. The end of the file was cut off.',
  },
  'kept-key': {
    zh: '另存的检查点不是这份审计包的密钥签的：若非抄录有误，整套记录可能已用别的密钥重做。',
    en: 'The checkpoint kept outside was not signed by the key of this bundle: unless it was copied wrongly, the record may have been made anew with another key.',
  },
  'kept-root': {
    zh: '前 {size} 条记录与另存的检查点不符：检查点签出之后，其中有记录被改、被删或重做。',
    en: 'The first {size} entries do not match the checkpoint kept outside: after it was signed, one of them was changed, removed or made anew.',
  },
  'kept-longer': {
    zh: '另存的检查点覆盖 {size} 条记录，这份审计包只有 {found} 条：其后的记录被删。',
    en: 'The checkpoint kept outside covers {size} entries and this bundle has {found}: later ones were removed.',
  },
} as const satisfies Record<string, Text>

export type WrongCode = keyof typeof WRONG

const WHOLE: Text = {
  zh: '全部 {leaves} 条记录与 {checkpoints} 个签名的检查点相符：明细已核对 {bodies} 条，已清除 {erased} 条，受限而只含摘要 {restricted} 条。最后的检查点：{fingerprint}。',
  en: 'All {leaves} entries agree with {checkpoints} signed checkpoints: {bodies} bodies checked, {erased} erased, {restricted} entries restricted and present as digests only. The last checkpoint: {fingerprint}.',
}
const KEPT: Text = {
  zh: '另存的检查点也相符：它签出之前的记录没有变过。',
  en: 'The checkpoint kept outside agrees too: nothing before it has changed since it was signed.',
}
const NOT_KEPT: Text = {
  zh: '没有另存的检查点可对照：掌握签名密钥的人若把整套记录重做一遍，仅凭这份文件无法发现。请用 --checkpoint 对照打印保存的检查点。',
  en: 'No checkpoint kept outside was held against it: had somebody with the signing key made the whole record anew, this file alone could not show it. Use --checkpoint with one that was printed and kept.',
}
const FOUND: Text = { zh: '核验没有通过。', en: 'Verification failed.' }

/** The verdict as one paragraph; of a failure, the first wrong place. */
export function verdictSentence({ wrong, againstKept, ...facts }: Verdict, language: Language): string {
  const space = language === 'zh' ? '' : ' '
  if (wrong) return `${FOUND[language]}${space}${say(WRONG[wrong.code], language, wrong.facts)}`
  return `${say(WHOLE, language, facts)}${space}${(againstKept ? KEPT : NOT_KEPT)[language]}`
}
