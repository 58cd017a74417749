import { CheckOutlined, DownOutlined, UserOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useWrite } from '../api.ts'
import { frontEndpoints } from '../front.ts'
import { useSay, useText } from '../language/language.tsx'
import type { ModuleWeb } from '../module-web.ts'
import { useSession } from '../session.tsx'
import { useEntries } from './menu.tsx'
import { SHELL_TEXTS } from './shell-texts.ts'

/** Who is signed in, in which role; the other roles; own pages; sign out. */
export function UserMenu({ modules }: { readonly modules: readonly ModuleWeb[] }) {
  const say = useSay()
  const { person, active } = useSession()
  const items = useItems(modules)
  const role = `${say(active.organisation)} · ${say(active.title)}`
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button type="text" className="yz-user-button">
        <UserOutlined aria-hidden />
        <span className="yz-user">
          <span>{person}</span>
          <small>{role}</small>
        </span>
        <DownOutlined aria-hidden style={{ fontSize: 10 }} />
      </Button>
    </Dropdown>
  )
}

function useItems(modules: readonly ModuleWeb[]): NonNullable<MenuProps['items']> {
  const t = useText(SHELL_TEXTS)
  const say = useSay()
  const navigate = useNavigate()
  const { person, active, assignments } = useSession()
  const { choose, leave } = useLeaving()
  const own = useEntries(modules).get('user') ?? []
  const roles = assignments.map(({ id, title, organisation }) => ({
    key: `role-${id}`,
    icon: id === active.id ? <CheckOutlined /> : <span className="yz-no-icon" />,
    label: `${say(organisation)} · ${say(title)}`,
    disabled: id === active.id,
    onClick: () => choose(id),
  }))
  return [
    { key: 'person', type: 'group', label: person },
    ...(assignments.length > 1 ? [{ key: 'roles', type: 'group' as const, label: t('roles'), children: roles }] : []),
    { type: 'divider' },
    ...own.map(({ path, title, icon: Icon }) => ({
      key: path,
      icon: <Icon />,
      label: say(title),
      onClick: () => void navigate({ to: path }),
    })),
    { key: 'sign-out', label: t('signOut'), onClick: leave },
  ]
}

/** Everything read so far belongs to the old role, so nothing of it is kept. */
/** To another role, or out. */
export function useLeaving() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const choosing = useWrite(frontEndpoints.switchRole, { touches: [] })
  const leaving = useWrite(frontEndpoints.signOut, { touches: [] })
  const choose = (id: string) =>
    choosing.mutate({ grant: id }, { onSuccess: () => void navigate({ to: '/' }).then(() => client.resetQueries()) })
  const leave = () =>
    leaving.mutate({}, { onSettled: () => void navigate({ to: '/sign-in' }).then(() => client.resetQueries()) })
  return { choose, leave }
}
