import { texts } from '#web/language/text.ts'

export const ENROLMENT_TEXTS = texts({
  zh: {
    title: '批量开户',
    lead: '从 Excel 建立账号，每人一张首次登录凭条。密码只印在凭条上，系统不留存；三个管理员在账号页面逐个建立。',
    wanted: '开户名单(.xlsx)',
    next: '请在一小时内下载首次登录凭条：只能下载一次，之后密码即销毁。',
    slips: '下载凭条',
    slipsTitle: '下载首次登录凭条',
    slipsWhat: '只能下载这一次。下载后系统中的密码立即销毁，请当场打印、封好、登记发放，并删除文件。',
    until: '凭条可下载至 {time}',
    downloaded: '凭条已下载',
    destroyed: '凭条已销毁',
    notYours: '凭条由上传人下载',
  },
  en: {
    title: 'Accounts from Excel',
    lead: 'Accounts from a workbook, with a first-login slip for each person. Passwords stand on the slips alone and are not kept; the three administrators are made one by one on the accounts page.',
    wanted: 'the list of accounts (.xlsx)',
    next: 'Download the first-login slips within the hour: they come once, and their passwords are then destroyed.',
    slips: 'Download slips',
    slipsTitle: 'Download the first-login slips',
    slipsWhat:
      'They come this once. The passwords are then destroyed in the system: print them at once, seal them, have the list signed on handing out, and delete the file.',
    until: 'Slips until {time}',
    downloaded: 'Slips downloaded',
    destroyed: 'Slips destroyed',
    notYours: 'Slips for who uploaded',
  },
})
