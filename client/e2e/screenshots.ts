/** Pictures of the window, which are kept as results of the tests. */

import { join } from "node:path";

import type { Page } from "playwright-core";

import { ROOT } from "./installation.js";

const FOLDER = process.env["LAMBDA_LS_PICTURES"] ?? "client/out/screenshots";
/** The pictures of the walkthrough, which every package carries. */
const MEDIA = process.env["LAMBDA_LS_MEDIA"] ?? FOLDER;

/** Pixels of a picture to one of the window: those for readers must be sharp. */
export const SCALE = process.env["LAMBDA_LS_PICTURES"] === undefined ? 1 : 1.5;

export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(ROOT, FOLDER, `${name}.png`) });
}

/** A picture of a part of the window, as small as a package wants it. */
export async function smallScreenshot(page: Page, name: string, x: number, width: number): Promise<void> {
  const path = join(ROOT, MEDIA, `${name}.jpg`);
  const clip = { x, y: 36, width, height: 480 };
  await page.screenshot({ path, type: "jpeg", quality: 70, scale: "css", clip });
}
