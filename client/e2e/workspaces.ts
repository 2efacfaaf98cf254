/** The folders that the tests open: copies, since tests edit them. */

import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { ROOT } from "./installation.js";

/** A second project, whose only mistake can be mended by itself. */
const LETTERS = {
  "template.yaml": `\
Transform: AWS::Serverless-2016-10-31
Resources:
  LettersFunction:
    Type: AWS::Serverless::Function
    Properties: {Description: "💌", CodeUri: src/, Handler: Letters.handler, Runtime: python3.13}
`,
  "src/letters.py": `\
def handler(event, context):
    return event
`,
};

/** A third project, with a handler in each language that can be debugged. */
const SUMS = {
  "template.yaml": `\
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {CodeUri: src/}}
Resources:
  PythonFunction:
    Type: AWS::Serverless::Function
    Properties: {Handler: add.handler, Runtime: python3.13}
  NodeFunction:
    Type: AWS::Serverless::Function
    Properties: {Handler: plus.handler, Runtime: nodejs24.x}
  TypedFunction:
    Type: AWS::Serverless::Function
    Properties: {Handler: typed.handler, Runtime: nodejs24.x}
`,
  "src/add.py": `\
def handler(event, context):
    total = event["count"] + 1
    return {"total": total}
`,
  "src/plus.mjs": `\
export const handler = async (event) => {
  const total = event.count + 1;
  return { total };
};
`,
  "src/typed.ts": `\
interface Count {
  readonly count: number;
}

export const handler = async (event: Count) => {
  const total: number = event.count + 1;
  return { total };
};
`,
};

/** No templates. */
const EMPTY = { "README.md": "No functions yet.\n" };

/** No server, either. */
const BROKEN = { ...EMPTY, ".vscode/settings.json": JSON.stringify({ "lambda-ls.path": ["false"] }) };

export interface Workspace {
  /** The example project of this repository, `orders`. */
  readonly orders: string;
  /** All three projects. */
  readonly all: string;
  /** A folder without templates. */
  readonly empty: string;
  /** A folder whose settings name a server that does not run. */
  readonly broken: string;
  readonly remove: () => Promise<void>;
}

export async function newWorkspace(): Promise<Workspace> {
  const parent = await mkdtemp(join(tmpdir(), "lambda-ls-workspace-"));
  await cp(join(ROOT, "examples/orders"), join(parent, "orders"), { recursive: true });
  await write(join(parent, "letters"), LETTERS);
  await write(join(parent, "sums"), SUMS);
  await write(join(parent, "empty"), EMPTY);
  await write(join(parent, "broken"), BROKEN);
  const tools = join(parent, "sums/node_modules/.bin");
  await mkdir(tools, { recursive: true });
  await symlink(join(ROOT, "node_modules/.bin/esbuild"), join(tools, "esbuild"));
  const all = join(parent, "shop.code-workspace");
  const folders = ["orders", "letters", "sums"].map((path) => ({ path }));
  await writeFile(all, JSON.stringify({ folders }));
  return {
    orders: join(parent, "orders"),
    all,
    empty: join(parent, "empty"),
    broken: join(parent, "broken"),
    remove: () => rm(parent, { recursive: true, force: true }),
  };
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}
