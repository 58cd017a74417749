import type { Text } from '#kernel/language.ts'

// The legal floor in words: documents, and what each limit says (domain.md §0.2, §4.1). A document bears the number that
// we know; where none is known, none is given.

/** By their number among our sources. */
export const SOURCES = {
  S16: {
    zh: '民政部、中组部《关于进一步开展社区减负工作的通知》（民发〔2015〕136号）',
    en: 'Ministry of Civil Affairs and Organization Department, Notice on Further Reducing the Burden of Communities (民发〔2015〕136号)',
  },
  S18: {
    zh: '中央网信委《关于防治“指尖上的形式主义”的若干意见》（2023年12月）',
    en: 'Central Cyberspace Affairs Commission, Opinions on Preventing Formalism at the Fingertips (December 2023)',
  },
  S19: {
    zh: '中办、国办《整治形式主义为基层减负若干规定》（2024年8月6日）',
    en: 'General Offices of the Central Committee and the State Council, Provisions on Curbing Formalism to Lighten the Burden of the Grassroots (2024-08-06)',
  },
  S20: {
    zh: '国务院办公厅通知（据公开报道）：点赞量、网络投票数、转发量、学习时长不作为考核依据',
    en: 'Notice of the General Office of the State Council (as reported): likes, online votes, shares and study time are no basis of assessment',
  },
  S22: {
    zh: '《居委会及其成员民主评议方案》（深圳笋岗街道，公开做法）',
    en: "Plan for the appraisal of residents' committees (Sungang Street, Shenzhen; public practice)",
  },
  own: { zh: '本产品自设底线，不是法定条款', en: 'a floor of this product, not a clause of law' },
} as const satisfies Record<string, Text>
export type SourceName = keyof typeof SOURCES

/** `title`: the limit in a few words; `says`: in full. */
export const LIMITS = {
  'R-BR-1': {
    title: { zh: '半年一次综合考核', en: 'One assessment per half-year' },
    says: {
      zh: '每个社区每半年只有一次综合考核；部门只填其中自己的一份，不另搞考核。',
      en: 'One consolidated assessment per community and half-year; a department fills its part of it and holds none of its own.',
    },
    sources: ['S16', 'S19'],
    refuses: true,
  },
  'R-BR-2': {
    title: { zh: '不搞一票否决', en: 'No veto' },
    says: {
      zh: '红线只能封顶，不得清零，也不得直接定为最低等次。',
      en: 'A red line only caps: it never sets to zero and never to the lowest grade.',
    },
    sources: ['S16'],
    refuses: true,
  },
  'R-BR-3': {
    title: { zh: '居民评价权重最大', en: 'Residents weigh most' },
    says: {
      zh: '居民评价在书记履职评估中须是最大的单项权重。',
      en: "The residents' evaluation is the largest single weight in the assessment of a secretary.",
    },
    sources: ['S16'],
    refuses: false,
  },
  'R-BR-4': {
    title: { zh: '不计打卡、积分、登录和在线时长', en: 'No check-ins, points, log-ins or online time' },
    says: {
      zh: '不得采集、统计或排名打卡、积分、登录、在线时长和安装率。',
      en: 'Check-ins, points, log-ins, online time and installs are neither collected nor counted nor ranked.',
    },
    sources: ['S18', 'S20'],
    refuses: true,
  },
  'R-BR-5': {
    title: { zh: '不计点赞、转发和票数', en: 'No likes, shares or raw votes' },
    says: {
      zh: '点赞、转发、浏览和票数多少不得作为依据；居民点评只取比例。',
      en: 'Likes, shares, views and raw numbers of votes are no input; ballots count as ratios only.',
    },
    sources: ['S18', 'S20'],
    refuses: true,
  },
  'R-BR-6': {
    title: { zh: '学时不计分', en: 'Study hours are not scored' },
    says: {
      zh: '学时、学习时长不得计分；核对培训计划的限值须写明“不计分”。',
      en: 'Study hours are not scored; a limit that checks a training plan says “never a score”.',
    },
    sources: ['S18', 'S20'],
    refuses: true,
  },
  'R-BR-7': {
    title: { zh: '不强制留痕', en: 'Evidence is never mandatory' },
    says: {
      zh: '不得要求照片、视频、截图、定位或轨迹作为依据；材料自愿提供，一次提供多处引用。',
      en: 'No photos, videos, screenshots, positions or tracks are asked for; evidence is optional and given once.',
    },
    sources: ['S18', 'S19'],
    refuses: true,
  },
  'R-BR-8': {
    title: { zh: '填报有上限', en: 'Typing has a ceiling' },
    says: {
      zh: '每个社区每半年填报的字段有目标值，不超过 60 项，实际数量公开可查。',
      en: 'The fields that a community types in a half-year have a target of 60 at most, and their number is shown.',
    },
    sources: ['S16', 'S19'],
    refuses: false,
  },
  'R-BR-9': {
    title: { zh: '分清主责和协助', en: 'Lead and assist are told apart' },
    says: {
      zh: '每项指标注明主责或协助；不得让社区作执法、拆迁、招商、税收的责任主体。',
      en: 'Every indicator says lead or assist; a community never leads in law enforcement, demolition, investment promotion or tax.',
    },
    sources: ['S16'],
    refuses: true,
  },
  'R-BR-10': {
    title: { zh: '述职限时限篇幅', en: 'Reports are short' },
    says: {
      zh: '述职不超过 8 分钟、点评不超过 4 分钟，材料不超过 2 页。',
      en: 'A report takes 8 minutes at most, a comment 4, its paper 2 pages.',
    },
    sources: ['S19'],
    refuses: false,
  },
  'R-EV-7': {
    title: { zh: '结果按期反馈', en: 'Results are given back in time' },
    says: { zh: '测评结果 10 日内反馈本人。', en: 'The person has the results of the appraisal within 10 days.' },
    sources: ['S22'],
    refuses: false,
  },
  A9: {
    title: { zh: '不设强制末位', en: 'No forced bottom' },
    says: {
      zh: '名额只能限制最高等次；最低的星级、等次、类型不得有下限比例。',
      en: 'Quotas limit the best grade only; the lowest star, grade or type has no minimum share.',
    },
    sources: ['own'],
    refuses: true,
  },
} as const satisfies Record<
  string,
  { title: Text; says: Text; sources: readonly SourceName[]; /** Else it warns. */ refuses: boolean }
>
export type LimitName = keyof typeof LIMITS
