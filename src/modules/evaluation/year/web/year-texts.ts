import { texts } from '#web/language/text.ts'

export const YEAR_TEXTS = texts({
  zh: {
    title: '年度星级',
    lead: '{year}年：每个社区上下半年的星级和状态。未确认的不显示星级；点总分看由来，点社区看历年。',
    year: '年度',
    community: '社区',
    searchHint: '社区名称',
    street: '街道',
    none: '没有符合条件的社区',
    notOpen: '还没有开启半年期',
    notOpenNext: '组织部开启后，这里按年度显示各社区的星级。',
    history: '历次星级',
  },
  en: {
    title: 'Stars by year',
    lead: '{year}: the star and the state of both half-years by community. What is not confirmed shows no star; a total opens its grounds, a community its past years.',
    year: 'Year',
    community: 'Community',
    searchHint: 'Name of the community',
    street: 'Street',
    none: 'No community matches',
    notOpen: 'No half-year has been opened yet',
    notOpenNext: 'Once the organization department opens one, the stars of the communities appear here year by year.',
    history: 'All half-years',
  },
})
