import { type Language, say, type Text } from '#kernel/language.ts'
import type { Notice } from './notices.ts'

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
  back: { zh: '返回公示列表', en: 'Back to the notices' },
  gone: { zh: '这份公示不存在，或者公示期已经结束。', en: 'This notice does not exist, or its period is over.' },
  broken: {
    zh: '页面暂时打不开，请过一会儿再试。编号：{id}',
    en: 'This page cannot be shown at the moment. Try again later. Number: {id}',
  },
  other: { zh: 'English', en: '中文' },
  foot: {
    zh: '本页只公布社区党组织的星级，不收集任何个人信息，不使用 Cookie。',
    en: 'This page shows the stars of community Party organisations only. It collects nothing and sets no cookie.',
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
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title><style>${STYLE}</style></head>
<body><header><b>${WORDS.site[language]}</b><a class="lang" href="?lang=${other}" lang="${other}">${WORDS.other[language]}</a></header>
<main>${body}</main><footer><small>${WORDS.foot[language]}</small></footer></body></html>`
}

const datesOf = ({ from, until }: Notice, language: Language): string =>
  until === null ? say(WORDS.paused, language, { from }) : say(WORDS.until, language, { from, until })

const titleOf = ({ titleZh, titleEn }: Notice, language: Language): string => (language === 'zh' ? titleZh : titleEn)

export function drawNotices(notices: readonly Notice[], language: Language): string {
  const items = notices.map(
    (notice) =>
      `<li><a href="/notices/${notice.id}?lang=${language}">${escape(titleOf(notice, language))}<br><small>${datesOf(notice, language)}</small></a></li>`,
  )
  const list = items.length > 0 ? `<ul class="list">${items.join('')}</ul>` : `<p>${WORDS.none[language]}</p>`
  return page(language, WORDS.site[language], `<h1>${WORDS.site[language]}</h1>${list}`)
}

export function drawNotice(notice: Notice, language: Language): string {
  const streets = Map.groupBy(notice.rows, ({ street }) => street)
  const tables = [...streets].map(
    ([street, rows]) =>
      `<h2>${escape(street)}</h2><table><thead><tr><th scope="col">${WORDS.community[language]}</th><th scope="col">${WORDS.star[language]}</th></tr></thead><tbody>${rows
        .map(({ community, grade }) => `<tr><td>${escape(community)}</td><td>${drawGrade(grade, language)}</td></tr>`)
        .join('')}</tbody></table>`,
  )
  const title = titleOf(notice, language)
  const back = `<p><a href="/?lang=${language}">${WORDS.back[language]}</a></p>`
  return page(
    language,
    title,
    `<h1>${escape(title)}</h1><p><small>${datesOf(notice, language)}</small></p><p>${WORDS.proposed[language]}</p>${tables.join('')}${back}`,
  )
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
