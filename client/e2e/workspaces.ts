/** The folders that the tests open: copies, since tests edit them. */

import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
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

export interface Workspace {
  /** The example project of this repository, `orders`. */
  readonly orders: string;
  /** Both projects. */
  readonly both: string;
  readonly remove: () => Promise<void>;
}

export async function newWorkspace(): Promise<Workspace> {
  const parent = await mkdtemp(join(tmpdir(), "lambda-ls-workspace-"));
  await cp(join(ROOT, "examples/orders"), join(parent, "orders"), { recursive: true });
  for (const [name, text] of Object.entries(LETTERS)) {
    const path = join(parent, "letters", name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  const both = join(parent, "shop.code-workspace");
  await writeFile(both, JSON.stringify({ folders: [{ path: "orders" }, { path: "letters" }] }));
  return {
    orders: join(parent, "orders"),
    both,
    remove: () => rm(parent, { recursive: true, force: true }),
  };
}
