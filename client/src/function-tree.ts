/** The tree of functions: template, function, its handler and the events that it can be run with. */

import { basename } from "node:path";

import * as vscode from "vscode";

import { type Folder, type Functions, type ListedFunction, type OfferedEvent, placeIn } from "./functions.js";
import { plural } from "./words.js";

interface TemplateNode {
  readonly kind: "template";
  readonly folder: Folder;
  readonly template: string;
}

export interface FunctionNode {
  readonly kind: "function";
  readonly folder: Folder;
  readonly function: ListedFunction;
}

interface HandlerNode extends Omit<FunctionNode, "kind"> {
  readonly kind: "handler";
}

export interface EventNode extends Omit<FunctionNode, "kind"> {
  readonly kind: "event";
  readonly event: OfferedEvent;
}

export type Node = TemplateNode | FunctionNode | HandlerNode | EventNode;

export class FunctionTree implements vscode.TreeDataProvider<Node> {
  readonly onDidChangeTreeData: vscode.Event<void>;

  constructor(private readonly functions: Pick<Functions, "list" | "onDidChange">) {
    this.onDidChangeTreeData = functions.onDidChange;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) return (await this.functions.list()).flatMap(templates);
    if (node.kind === "template") {
      const listed = node.folder.functions.filter(({ template }) => template === node.template);
      return listed.map((each) => ({ kind: "function", folder: node.folder, function: each }));
    }
    if (node.kind !== "function") return [];
    const events = node.function.events.map((event): EventNode => ({ ...node, kind: "event", event }));
    return [{ ...node, kind: "handler" }, ...events];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case "template":
        return templateItem(node);
      case "function":
        return functionItem(node);
      case "handler":
        return handlerItem(node);
      case "event":
        return eventItem(node);
    }
  }
}

function templates(folder: Folder): TemplateNode[] {
  const paths = new Set(folder.functions.map(({ template }) => template));
  return [...paths].map((template) => ({ kind: "template", folder, template }));
}

function templateItem({ folder, template }: TemplateNode): vscode.TreeItem {
  const item = new vscode.TreeItem(template, vscode.TreeItemCollapsibleState.Expanded);
  item.iconPath = vscode.ThemeIcon.File;
  item.resourceUri = placeIn(folder, template, 1).uri;
  item.contextValue = "template";
  if ((vscode.workspace.workspaceFolders?.length ?? 0) > 1) item.description = basename(folder.root);
  return item;
}

function functionItem({ function: listed }: FunctionNode): vscode.TreeItem {
  const item = new vscode.TreeItem(listed.name, vscode.TreeItemCollapsibleState.Collapsed);
  item.iconPath = new vscode.ThemeIcon("symbol-function", problemColor(listed));
  item.description = listed.problems > 0 ? plural(listed.problems, "problem") : "";
  item.contextValue = contextOf(listed);
  return item;
}

/** What the conditions of the menus go by; see package.json. */
function contextOf({ target, runnable }: ListedFunction): string {
  return ["function", ...(target ? ["resolved"] : []), ...(runnable ? ["runnable"] : [])].join(".");
}

function handlerItem({ folder, function: listed }: HandlerNode): vscode.TreeItem {
  const item = new vscode.TreeItem(listed.handler ?? "no handler");
  item.iconPath = new vscode.ThemeIcon(listed.status === "missing" ? "error" : "symbol-method");
  item.description = listed.target ? `${listed.target.path}:${String(listed.target.line)}` : listed.status;
  if (listed.reason !== null) item.tooltip = listed.reason;
  const { path, line, column } = listed.target ?? { path: listed.template, line: listed.line, column: 1 };
  item.command = opening(placeIn(folder, path, line, column));
  return item;
}

function eventItem({ function: listed, event }: EventNode): vscode.TreeItem {
  const item = new vscode.TreeItem(event.title);
  item.iconPath = new vscode.ThemeIcon(event.path === null ? "zap" : "json");
  item.contextValue = listed.runnable ? "event.runnable" : "event";
  if (event.path !== null) item.command = opening(new vscode.Location(vscode.Uri.file(event.path), new vscode.Position(0, 0)));
  return item;
}

function problemColor({ problems }: ListedFunction): vscode.ThemeColor | undefined {
  return problems > 0 ? new vscode.ThemeColor("problemsWarningIcon.foreground") : undefined;
}

function opening({ uri, range }: vscode.Location): vscode.Command {
  return { command: "vscode.open", title: "Open", arguments: [uri, { selection: range }] };
}
