import type { Text } from '#kernel/language.ts'

// A browser calls itself by several names; the first of these that occurs is its own.
const PROGRAMS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/MicroMessenger/, '微信 WeChat'],
  [/360SE|QihooBrowser/, '360'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]
const COMMAND_LINE: Text = { zh: '命令行', en: 'Command line' }
const UNKNOWN: Text = { zh: '未知设备', en: 'Unknown device' }

/** What somebody recognises a device by: browser and system, from the User-Agent header. */
export function deviceOf(client: string): Text {
  const nameIn = (names: typeof PROGRAMS) => names.find(([sign]) => sign.test(client))?.[1]
  const parts = [nameIn(PROGRAMS), nameIn(SYSTEMS)].filter((part) => part !== undefined)
  if (parts.length > 0) return { zh: parts.join(' · '), en: parts.join(' · ') }
  return /yanzhen|node|undici/i.test(client) ? COMMAND_LINE : UNKNOWN
}
