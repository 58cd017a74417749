import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'server.sign-in-needed': { status: 401, zh: '请先登录。', en: 'Sign in first.' },
  'server.not-permitted': {
    status: 403,
    zh: '当前身份“{role}”不能进行这项操作。',
    en: 'Your active role “{role}” may not do this.',
  },
  'accounts.password-due': {
    status: 403,
    zh: '现在的密码由管理员设定，请先改为只有本人知道的密码。',
    en: 'An administrator has set this password. Change it to one that you alone know, first.',
  },
  'accounts.step-up-needed': {
    status: 403,
    zh: '签名前请再次输入密码（{minutes} 分钟内有效）。',
    en: 'Give your password again before signing (valid for {minutes} minutes).',
  },
  'server.invalid-input': {
    status: 422,
    zh: '输入有 {count} 处不符合要求。',
    en: 'The input breaks rules (places: {count}).',
  },
  'server.not-found': { status: 404, zh: '没有这个接口。', en: 'There is no such endpoint.' },
  'server.malformed': {
    status: 422,
    zh: '请求的格式不正确（应为 JSON，或者一个文件和它的输入），没有执行。',
    en: 'The request is not well-formed (JSON, or one file and its input); nothing was done.',
  },
  'server.malformed-key': {
    status: 422,
    zh: '请求编号（Idempotency-Key）须为 UUID，没有执行。',
    en: 'The request key (Idempotency-Key) has to be a UUID; nothing was done.',
  },
  'server.body-too-large': {
    status: 413,
    zh: '请求内容超过 {limit} MB 的上限，没有接收。',
    en: 'The request is larger than {limit} MB and was not taken.',
  },
  'server.too-large': {
    status: 413,
    zh: '文件超过 {limit} MB 的上限，没有接收。',
    en: 'The file is larger than {limit} MB and was not taken.',
  },
  'server.file-missing': { status: 422, zh: '请选择要上传的文件。', en: 'Choose a file to upload.' },
  'server.too-many': {
    status: 429,
    zh: '操作过于频繁，请稍候再试。',
    en: 'Too many requests. Wait a moment and try again.',
  },
  'server.busy': {
    status: 503,
    zh: '系统现在很忙，没有执行。请过几秒再试。',
    en: 'The system is very busy and has done nothing. Try again in a few seconds.',
  },
  'server.foreign-origin': {
    status: 403,
    zh: '请求不是从本系统的页面发出的，没有执行。',
    en: 'The request did not come from a page of this system and was not carried out.',
  },
})
