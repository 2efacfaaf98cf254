/** What a user sees who installs the package and opens the example project. */

import assert from "node:assert/strict";
import test from "node:test";

import { type Editor, openEditor } from "./editor.js";
import { installation, packed } from "./installation.js";
import { SCALE, screenshot, smallScreenshot } from "./screenshots.js";
import { installPythonDebugger } from "./stand-ins.js";
import { Workbench } from "./workbench.js";
import { newWorkspace } from "./workspaces.js";

const CLOSE_RESULT = "View: Close Editors in Other Groups";
const RAISE = "Raise instead of returning the error";

const installed = installation();

test("with the package installed", { skip: !installed }, async (context) => {
  assert(installed);
  const workspace = await newWorkspace();
  context.after(workspace.remove);
  const editor = await openEditor(installed, { extension: packed(), scale: SCALE, prepare: installPythonDebugger });
  context.after(editor.close);
  const workbench = new Workbench(editor.page);
  const see = (what: string, look: () => Promise<void>): Promise<void> =>
    context.test(what, () => withPictures(editor, what, look));
  const picture = (name: string): Promise<void> => screenshot(editor.page, name);
  const smallPicture = (name: string, x: number, width = 760): Promise<void> =>
    smallScreenshot(editor.page, name, x, width);
  await see("a misspelt handler is underlined, and listed with all problems", async () => {
    await workbench.openFolder(editor.url, workspace.orders);
    await workbench.openFile("template.yaml", 47, 20);
    await workbench.squiggle("error").waitFor();
    await workbench.showProblems();
    await workbench.problem("`notify` has no function `digest`").waitFor();
    await picture("problems");
    await workbench.press("Control+J");
  });

  await see("the name of a rule leads to its page", async () => {
    await workbench.showProblems();
    await workbench.pressLink("handler-function-not-found");
    await workbench.tab("handler-function-not-found.md").waitFor();
    await workbench.line("Why it matters").waitFor();
    await workbench.command("View: Revert and Close Editor");
    await workbench.press("Control+J");
  });

  await see("a handler shows what triggers it, and what its event holds", async () => {
    await workbench.openFile("orders/app.py", 9, 32);
    await workbench.lens("OrdersFunction · API Gateway HTTP POST /orders").waitFor();
    await workbench.hover("API Gateway HTTP");
    await picture("event-hover");
    await workbench.press("Escape");
  });

  await see("keys of the event are offered while they are typed", async () => {
    await workbench.openFile("orders/app.py", 9, 31);
    await workbench.complete("rawPath");
    await picture("event-completion");
    await workbench.press("Escape");
  });

  await see("a handler is run by its lens, and shows what came of it", async () => {
    await workbench.openFile("orders/app.py", 7, 5);
    await workbench.toggleSideBar();
    await workbench.pressLens("Run with API Gateway HTTP event");
    await workbench.tab("OrdersFunction · NewOrder.md").waitFor();
    await workbench.heading("KeyError").waitFor();
    await picture("run");
    await smallPicture("run", 50, 1045);
    await workbench.command(CLOSE_RESULT);
  });

  await see("a handler stops at a breakpoint by its other lens", async () => {
    await workbench.openFile("orders/app.py", 10, 5);
    await workbench.press("F9");
    await workbench.pressLens("Debug");
    await workbench.stop().waitFor();
    await workbench.toggle(workbench.row("Locals"));
    await workbench.row("order =").waitFor();
    await workbench.press("Control+J");
    await picture("debug");
    await smallPicture("debug", 50);
    await workbench.press("F5");
    await workbench.tab("OrdersFunction · NewOrder.md").waitFor();
    await workbench.command(CLOSE_RESULT);
  });

  await see("all functions are in the explorer", async () => {
    await workbench.command("Explorer: Focus on Functions View");
    await workbench.toggle(workbench.header("orders"));
    await workbench.toggle(workbench.row("OrdersFunction"));
    await workbench.row("API Gateway HTTP POST /orders").waitFor();
    await picture("functions");
    await smallPicture("functions", 50);
  });

  await see("an error that nobody hears of is raised by one quick fix", async () => {
    await workbench.openFile("restock.py", 19, 12);
    await workbench.squiggle("warning").waitFor();
    await workbench.lens("RestockFunction · SQS StockQueue").waitFor();
    await workbench.showQuickFixes(RAISE);
    await picture("quick-fix");
    await smallPicture("quick-fix", 325);
    await workbench.press("Enter");
    await workbench.line("raise").waitFor();
    await workbench.onlySquiggles("warning", 1);
    await workbench.row("5 problems").waitFor({ state: "detached" });
    await picture("quick-fix-applied");
  });

  await see("a walkthrough shows the way", async () => {
    await workbench.command("Welcome: Open Walkthrough...");
    await workbench.choose("Lambda Handlers");
    await workbench.content("See what would fail in Lambda").waitFor();
  });

  await see("the view of functions says that there are none", async () => {
    await workbench.openFolder(editor.url, workspace.empty);
    await workbench.command("Explorer: Focus on Functions View");
    await workbench.welcome("No template of this workspace declares a Lambda function.").waitFor();
  });

  await see("the view of functions says that no server runs, and leads to its log", async () => {
    await workbench.openFolder(editor.url, workspace.broken);
    await workbench.command("Explorer: Focus on Functions View");
    await workbench.welcome("since the server does not run").waitFor();
    await workbench.welcome("Show the Log").waitFor();
  });
});

async function withPictures({ page }: Editor, what: string, look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    await screenshot(page, `failed: ${what}`);
    throw error;
  }
}
