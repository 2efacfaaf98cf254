/** What a user does in VS Code's window with mouse and keyboard. */

import type { Locator, Page } from "playwright-core";

const LONGEST = 60_000;

export class Workbench {
  constructor(private readonly page: Page) {
    page.setDefaultTimeout(LONGEST);
  }

  async openFolder(url: string, folder: string): Promise<void> {
    await this.page.goto(`${url}/?${new URLSearchParams({ folder }).toString()}`);
    await this.page.locator(".explorer-viewlet .monaco-list-row").first().waitFor();
  }

  /** Open a folder with one of its files shown from the start, the cursor at a line. */
  async openFolderAt(url: string, folder: string, path: string, line: number): Promise<void> {
    const file = `vscode-remote://${new URL(url).host}${folder}/${path}:${String(line)}`;
    const payload = JSON.stringify(Object.entries({ openFile: file, gotoLineMode: "true" }));
    await this.page.goto(`${url}/?${new URLSearchParams({ folder, payload }).toString()}`);
  }

  /** Close the window, with the extension host that belongs to it. */
  async leave(): Promise<void> {
    await this.page.goto("about:blank");
  }

  /** Open a file by a part of its path, with the cursor at a line and column. */
  async openFile(path: string, line: number, column: number): Promise<void> {
    await this.page.keyboard.press("Control+P");
    const widget = this.page.locator(".quick-input-widget");
    await widget.locator("input").first().fill(`${path}:${String(line)}:${String(column)}`);
    const name = path.split("/").at(-1) ?? path;
    await widget.locator(".monaco-list-row.focused", { hasText: name }).waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    const cursor = `Ln ${String(line)}, Col ${String(column)}`;
    await this.page.locator(".statusbar-item", { hasText: cursor }).waitFor();
  }

  /** The line under a finding. */
  squiggle(severity: "error" | "warning"): Locator {
    return this.page.locator(`.squiggly-${severity}`).first();
  }

  /** Wait until there are no more lines under findings than these. */
  async onlySquiggles(severity: "error" | "warning", most: number): Promise<void> {
    await this.page.locator(`.squiggly-${severity}`).nth(most).waitFor({ state: "detached" });
  }

  async showProblems(): Promise<void> {
    await this.page.keyboard.press("Control+Shift+M");
    await this.page.locator(".markers-panel").waitFor();
  }

  problem(text: string): Locator {
    return this.page.locator(".markers-panel .monaco-list-row", { hasText: text }).first();
  }

  /** Follow a link of the list of problems. */
  async pressLink(text: string): Promise<void> {
    await this.#click(this.page.locator(".markers-panel a", { hasText: text }).first());
  }

  line(text: string): Locator {
    return this.page.locator(".editor-instance .view-line", { hasText: text }).first();
  }

  /** A heading in Markdown, once it is shown as such. */
  heading(text: string): Locator {
    return this.page.locator(".view-line .mtkb", { hasText: text }).first();
  }

  lens(text: string): Locator {
    return this.page.locator(".codelens-decoration", { hasText: text }).first();
  }

  /** Press a lens. A locator's own click would scroll what must stand still. */
  async pressLens(text: string): Promise<void> {
    await this.#click(this.page.locator(".codelens-decoration a", { hasText: text }).first());
  }

  /** Show or hide the explorer. */
  async toggleSideBar(): Promise<void> {
    await this.page.keyboard.press("Control+B");
  }

  tab(name: string): Locator {
    return this.page.locator(`.tab[data-resource-name="${name}"]`);
  }

  /** Show the hover of the place where the cursor is. */
  async hover(text: string): Promise<void> {
    await this.page.keyboard.press("Control+K");
    await this.page.keyboard.press("Control+I");
    await this.page.locator(".monaco-hover:visible", { hasText: text }).first().waitFor();
  }

  /** Show the quick fixes of the place where the cursor is; the first one is selected. */
  async showQuickFixes(title: string): Promise<void> {
    await this.page.keyboard.press("Control+.");
    await this.page.locator(".action-widget", { hasText: title }).waitFor();
  }

  /** Show what completes the place where the cursor is. */
  async complete(label: string): Promise<void> {
    await this.page.keyboard.press("Control+Space");
    await this.page.locator(".suggest-widget.visible .monaco-list-row", { hasText: label }).first().waitFor();
  }

  /** Run a command of VS Code's palette. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    const widget = this.page.locator(".quick-input-widget");
    await widget.locator("input").first().fill(`>${title}`);
    await widget.locator(".monaco-list-row.focused", { hasText: title }).waitFor();
    await this.page.keyboard.press("Enter");
  }

  /** Choose something of the list that a command shows. */
  async choose(text: string): Promise<void> {
    const widget = this.page.locator(".quick-input-widget");
    await widget.locator("input").first().fill(text);
    await widget.locator(".monaco-list-row.focused", { hasText: text }).waitFor();
    await this.page.keyboard.press("Enter");
  }

  /** A row of one of the trees beside the code. */
  row(text: string): Locator {
    return this.page.locator(".sidebar .monaco-list-row", { hasText: text }).first();
  }

  /** Open or close a row or the header of a view. */
  async toggle(row: Locator): Promise<void> {
    await this.#click(row);
    // What the mouse stands on has a tooltip.
    await this.page.mouse.move(0, 0);
  }

  /** The header of one of the views beside the code. */
  header(title: string): Locator {
    return this.page.locator(".sidebar .pane-header", { hasText: title }).first();
  }

  /** What a view says that is empty. */
  welcome(text: string): Locator {
    return this.page.locator(".sidebar .welcome-view-content", { hasText: text }).first();
  }

  /** The line at which a debugger has stopped. */
  stop(): Locator {
    return this.page.locator(".debug-top-stack-frame-line").first();
  }

  /** What the editor shows that is no file. */
  content(text: string): Locator {
    return this.page.locator(".editor-instance", { hasText: text }).first();
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async #click(target: Locator): Promise<void> {
    await target.waitFor();
    const box = await this.#placeOf(target);
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  }
  /** Where something is once it stands still. */
  async #placeOf(target: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
    for (let last = await target.boundingBox(); ; ) {
      await this.page.waitForTimeout(100);
      const box = await target.boundingBox();
      if (!box) throw new Error(`${String(target)} is not to be seen`);
      if (box.x === last?.x && box.y === last.y) return box;
      last = box;
    }
  }
}
