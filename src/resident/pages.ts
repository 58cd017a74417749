import { type Language, say, type Text } from '#kernel/language.ts'
import type { Candidate, Notice, StarRow } from './notices.ts'

// Residents' pages: server-rendered, no script, big type (design.md §1: 18/30), 320 px wide and up, prints on A4.

const STYLE = `
:root{--ink:#1C2430;--paper:#FAF9F6;--line:#E7E4DC;--red:#A8201A;--blue:#1F5AA6;--star:#8A5F00}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:18px/1.67 "PingFang SC","Microsoft YaHei","Noto Sans SC","Source Han Sans SC",sans-serif}
header,main,footer{max-width:44rem;margin:0 auto;padding:1rem 1.25rem}
header{display:flex;justify-content:space-between;align-items:center;border-bottom:3px solid var(--red)}
header b{font-size:1.15rem}
a{color:var(--blue);text-underline-offset:.2em}
a:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
h1{font-size:1.5rem;line-height:1.4;margin:1rem 0 .5rem}
h2{font-size:1.15rem;margin:2rem 0 .5rem}
.lang{display:inline-block;padding:.6rem .9rem;min-height:44px}
ul.list{list-style:none;padding:0}
ul.list a{display:block;padding:1rem;margin:.75rem 0;background:#fff;border:1px solid var(--line);border-radius:6px;min-height:60px}
small{color:#4A5260;font-size:1rem}
table{width:100%;border-collapse:collapse;background:#fff}
th,td{text-align:left;padding:.6rem .5rem;border-bottom:1px solid var(--line)}
td:last-child,th:last-child{text-align:right;white-space:nowrap}
.stars{color:var(--star);letter-spacing:.1em}
dl{margin:1rem 0;padding:.25rem 1rem;background:#fff;border:1px solid var(--line);border-radius:6px}
dl div{padding:.75rem 0;border-bottom:1px solid var(--line)}
dl div:last-child{border:0}
dt{color:#4A5260;font-size:1rem}
dd{margin:0;font-size:1.25rem;line-height:1.5;font-weight:600}
@media (min-width:40rem){dl div{display:flex;gap:1rem;align-items:baseline}dt{flex:0 0 8rem}}
@media print{body{background:#fff;font-size:12pt}header a,footer{display:none}}`

const WORDS = {
  site: { zh: '居民公示栏', en: 'Public notices' },
  none: { zh: '现在没有公示。新的公示会在这里出现。', en: 'There is no notice at present. New ones will appear here.' },
  until: { zh: '公示期 {from} 至 {until}', en: 'Shown from {from} to {until}' },
  paused: {
    zh: '{from} 起公示；收到异议正在核实，公示天数暂停计算',
    en: 'Shown since {from}; an objection is being looked into and the days are not counted meanwhile',
  },
  proposed: {
    zh: '以下为拟评定的星级，公示期满无异议后确认。对公示内容有异议的，请在公示期内当面、来信或来电，向所在街道或区委组织部反映。',
    en: 'These stars are proposed; they are confirmed when the notice is over and no objection stands. Objections can be made in person, by letter or by telephone to your street or the district organization department while the notice is up.',
  },
  community: { zh: '社区', en: 'Community' },
  star: { zh: '星级', en: 'Star' },
  pending: { zh: '待确认', en: 'To be confirmed' },
  candidate: {
    zh: '对人选有异议的，请在公示期内到社区或街道当面反映，也可以来信、来电，向{street}党工委或区委组织部反映。反映情况应当实事求是；对反映人严格保密。',
    en: 'Objections can be made in person, by letter or by telephone to {street} or to the district organization department while the notice is up. They are kept confidential.',
  },
  name: { zh: '姓名', en: 'Name' },
  sex: { zh: '性别', en: 'Sex' },
  male: { zh: '男', en: 'Male' },
  female: { zh: '女', en: 'Female' },
  birth: { zh: '出生年月', en: 'Born' },
  present: { zh: '现任职务', en: 'Present post' },
  intended: { zh: '拟任职务', en: 'Intended post' },
  acting: { zh: '（主持工作）', en: ' (acting)' },
  back: { zh: '返回公示列表', en: 'Back to the notices' },
  gone: { zh: '这份公示不存在，或者公示期已经结束。', en: 'This notice does not exist, or its period is over.' },
  broken: {
    zh: '页面暂时打不开，请过一会儿再试。编号：{id}',
    en: 'This page cannot be shown at the moment. Try again later. Number: {id}',
  },
  other: { zh: 'English', en: '中文' },
  foot: {
    zh: '本页只公布公示所需的最少内容，公示结束即撤下；不收集访问者的任何信息，不使用 Cookie。',
    en: 'This page shows the least that a notice needs, and only while it is up. It collects nothing from its readers and sets no cookie.',
  },
} satisfies Record<string, Text>

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)

function page(language: Language, title: string, body: string): string {
  const other = language === 'zh' ? 'en' : 'zh'
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, noarchive"><title>${escape(title)}</title><style>${STYLE}</style></head>
<body><header><b>${WORDS.site[language]}</b><a class="lang" href="?lang=${other}" lang="${other}">${WORDS.other[language]}</a></header>
<main>${body}</main><footer><small>${WORDS.foot[language]}</small></footer></body></html>`
}

const datesOf = ({ from, until }: Notice, language: Language): string =>
  until === null ? say(WORDS.paused, language, { from }) : say(WORDS.until, language, { from, until })

const titleOf = ({ titleZh, titleEn }: Notice, language: Language): string => (language === 'zh' ? titleZh : titleEn)

export function drawNotices(notices: readonly Notice[], language: Language): string {
  // A term election puts hundreds up at once: residents look for their own street.
  const parts = Map.groupBy(notices, ({ candidate }) => candidate?.street ?? '')
  const lists = [...parts]
    .toSorted(([one], [other]) => one.localeCompare(other, 'zh'))
    .map(([street, own]) => `${street && `<h2>${escape(street)}</h2>`}${drawList(own, language)}`)
  const body = lists.length > 0 ? lists.join('') : `<p>${WORDS.none[language]}</p>`
  return page(language, WORDS.site[language], `<h1>${WORDS.site[language]}</h1>${body}`)
}

function drawList(notices: readonly Notice[], language: Language): string {
  const items = notices.map(
    (notice) =>
      `<li><a href="/notices/${notice.id}?lang=${language}">${escape(titleOf(notice, language))}<br><small>${datesOf(notice, language)}</small></a></li>`,
  )
  return `<ul class="list">${items.join('')}</ul>`
}

export function drawNotice(notice: Notice, language: Language): string {
  const title = titleOf(notice, language)
  const back = `<p><a href="/?lang=${language}">${WORDS.back[language]}</a></p>`
  const body = notice.candidate ? drawCandidate(notice.candidate, language) : drawStars(notice.rows, language)
  return page(
    language,
    title,
    `<h1>${escape(title)}</h1><p><small>${datesOf(notice, language)}</small></p>${body}${back}`,
  )
}

function drawStars(rows: readonly StarRow[], language: Language): string {
  const streets = Map.groupBy(rows, ({ street }) => street)
  const tables = [...streets].map(
    ([street, rows]) =>
      `<h2>${escape(street)}</h2><table><thead><tr><th scope="col">${WORDS.community[language]}</th><th scope="col">${WORDS.star[language]}</th></tr></thead><tbody>${rows
        .map(({ community, grade }) => `<tr><td>${escape(community)}</td><td>${drawGrade(grade, language)}</td></tr>`)
        .join('')}</tbody></table>`,
  )
  return `<p>${WORDS.proposed[language]}</p>${tables.join('')}`
}

const POSTS: Readonly<Record<string, Text>> = {
  secretary: { zh: '党组织书记', en: 'secretary' },
  assistant: { zh: '党组织书记助理', en: 'assistant secretary' },
  'deputy-secretary': { zh: '党组织副书记', en: 'deputy secretary' },
  director: { zh: '居民委员会主任', en: "director of the residents' committee" },
  'first-secretary': { zh: '第一书记', en: 'first secretary' },
  'committee-member': { zh: '“两委”委员', en: 'committee member' },
  worker: { zh: '社区工作者', en: 'community worker' },
}

function drawPost({ community, kind }: Candidate['intended'], language: Language): string {
  const words = POSTS[kind]?.[language] ?? ''
  return language === 'zh' ? `${community}${words}` : `${community}, ${words}`
}

/** Who is to take office; what the register does not know is left out. */
function drawCandidate({ name, sex, birth, present, intended, street }: Candidate, language: Language): string {
  const [year, month] = (birth ?? '').split('-').map(Number)
  const held = present.map((post) => drawPost(post, language) + (post.acting ? WORDS.acting[language] : ''))
  const lines = [
    [WORDS.name, name],
    [WORDS.sex, sex && WORDS[sex][language]],
    [WORDS.birth, birth && (language === 'zh' ? `${year}年${month}月` : birth)],
    [WORDS.present, held.join(language === 'zh' ? '、' : '; ')],
    [WORDS.intended, drawPost(intended, language)],
  ] as const
  const rows = lines.flatMap(([title, value]) =>
    value ? [`<div><dt>${title[language]}</dt><dd>${escape(value)}</dd></div>`] : [],
  )
  return `<dl>${rows.join('')}</dl><p>${escape(say(WORDS.candidate, language, { street }))}</p>`
}

/** Five glyphs and the number in words, so that colour and shape are never the only signal. */
function drawGrade(grade: string | null, language: Language): string {
  const level = Number(/^star-([1-5])$/.exec(grade ?? '')?.[1] ?? 0)
  if (level === 0) return WORDS.pending[language]
  const words = language === 'zh' ? `${'一二三四五'.charAt(level - 1)}星` : `${level} of 5`
  return `<span class="stars" aria-hidden="true">${'★'.repeat(level)}${'☆'.repeat(5 - level)}</span> ${words}`
}

export function drawNotFound(language: Language): string {
  return page(
    language,
    WORDS.site[language],
    `<p>${WORDS.gone[language]}</p><p><a href="/?lang=${language}">${WORDS.back[language]}</a></p>`,
  )
}

export function drawBroken(language: Language, id: string): string {
  return page(language, WORDS.site[language], `<p>${say(WORDS.broken, language, { id })}</p>`)
}
