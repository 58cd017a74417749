// What the command line takes from the process's environment, and hands to the programs that it starts.

export const ENVIRONMENT: NodeJS.ProcessEnv = process.env
