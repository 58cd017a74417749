// What the supervisor says when all goes as it should.
import type { Text } from '#kernel/language.ts'

export const TEXTS = {
  title: { zh: '雁阵', en: 'Yanzhen' },
  database: { zh: '数据库', en: 'Database' },
  external: { zh: '外部数据库', en: 'Your PostgreSQL' },
  migrations: { zh: '数据表', en: 'Tables' },
  pages: { zh: '网页', en: 'Web pages' },
  staff: { zh: '工作端', en: 'Staff' },
  resident: { zh: '居民端', en: 'Residents' },
  ready: { zh: '已就绪', en: 'Ready' },
  setUp: {
    zh: '还没有数据时，打开上面的地址，先设置本区',
    en: 'Nothing is there yet? The address above opens with setting up your district',
  },
  howToStop: { zh: '按 Ctrl-C 停止', en: 'Press Ctrl-C to stop' },
  stopping: { zh: '正在停止……', en: 'Stopping …' },
  stopped: { zh: '已全部停止。', en: 'Everything has stopped.' },
  runningAt: { zh: '雁阵已在运行：{address}', en: 'Yanzhen is already running at {address}' },
  starting: {
    zh: '另一个雁阵（进程 {pid}）正在使用 “{folder}”，稍候即可打开。',
    en: 'Another Yanzhen (process {pid}) is starting on "{folder}"; it will be ready in a moment.',
  },
  otherPort: {
    zh: '端口 8080 或 8081 已被占用，改用 {port} 与下一个端口。',
    en: 'Port 8080 or 8081 is taken; using {port} and the next one.',
  },
  noResident: {
    zh: '没有写 YANZHEN_RESIDENT_URL，居民端没有启动。',
    en: 'YANZHEN_RESIDENT_URL is not given: the resident pages are not served.',
  },
  databaseAgain: {
    zh: '数据库意外退出，正在重新启动。',
    en: 'The database ended unexpectedly and is being started again.',
  },
  zoneAgain: {
    zh: '{zone_zh}意外退出，{seconds} 秒后重新启动。日志：{log}',
    en: 'The {zone_en} server ended unexpectedly and will be started again in {seconds} s. Log: {log}',
  },
  zoneGivenUp: {
    zh: '{zone_zh}一再退出，雁阵就此停止。日志：{log}',
    en: 'The {zone_en} server keeps ending; Yanzhen stops. Log: {log}',
  },
} as const satisfies Record<string, Text>
