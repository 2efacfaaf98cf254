/** How the server is started; free of `vscode`, so that tests start it in the same way. */

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
}

/** The launch for the setting `lambda-ls.path`: a command with its arguments, or empty. */
export function launchOf(path: readonly string[]): Launch {
  const [command = "lambda-ls", ...args] = path;
  return { command, args: [...args, "serve"] };
}
