/** Pictures of the window, which are kept as results of the tests. */

import { join } from "node:path";

import type { Page } from "playwright-core";

import { ROOT } from "./installation.js";

const FOLDER = process.env["LAMBDA_LS_PICTURES"] ?? "client/out/screenshots";

/** Pixels of a picture to one of the window: those for readers must be sharp. */
export const SCALE = process.env["LAMBDA_LS_PICTURES"] === undefined ? 1 : 1.5;

export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(ROOT, FOLDER, `${name}.png`) });
}
