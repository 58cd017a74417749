import type { Command } from 'commander'
import { refuse } from './refusals.ts'

// A script for the shell that knows all commands and options by itself: asking this program at every Tab would take longer
// than typing.

export const SHELLS = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof SHELLS)[number]

type Place = { readonly path: string; readonly words: readonly string[] }

/** Every command with what may follow it. */
function placesOf(command: Command, path: readonly string[] = []): readonly Place[] {
  const words = [
    ...command.commands.map((one) => one.name()),
    ...command.options.flatMap(({ long }) => (long ? [long] : [])),
    '--help',
  ]
  return [{ path: path.join(' '), words }, ...command.commands.flatMap((one) => placesOf(one, [...path, one.name()]))]
}

export function completionScript(program: Command, shell: string): string {
  const places = placesOf(program)
  const scripts: Readonly<Record<Shell, () => string>> = {
    bash: () => bashScript(places),
    zsh: () => `autoload -Uz bashcompinit && bashcompinit\n${bashScript(places)}`,
    fish: () => fishScript(places),
  }
  const write = SHELLS.find((one) => one === shell)
  return write ? scripts[write]() : refuse('cli.no-shell', { shell, shells: SHELLS.join(', ') })
}

function bashScript(places: readonly Place[]): string {
  const cases = places.map(({ path, words }) => `    '${path}') words='${words.join(' ')}' ;;`)
  return `_yanzhen() {
  local path='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* ]] && break
    path="\${path:+$path }$word"
  done
  case "$path" in
${cases.join('\n')}
    *) return ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _yanzhen yanzhen
`
}

function fishScript(places: readonly Place[]): string {
  const lines = places.map(
    ({ path, words }) => `complete -c yanzhen -n 'test "$(__yanzhen_path)" = "${path}"' -a '${words.join(' ')}'`,
  )
  return `function __yanzhen_path
  set -l path
  for word in (commandline -opc)[2..-1]
    string match -q -- '-*' $word; and break
    set -a path $word
  end
  echo "$path"
end
${lines.join('\n')}
`
}
