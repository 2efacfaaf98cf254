/** CloudFormation's tags, which the YAML extension marks as unknown until its settings name them. */

import * as vscode from "vscode";

import type { Server } from "./server.js";
import { missingTags } from "./cloudformation-tags.js";

const YAML_EXTENSION = "redhat.vscode-yaml";
/** The key of the state by which nobody is asked a second time. */
const OFFERED = "yamlTagsOffered";

/** Offer once to add the tags, where a template is one of YAML and the YAML extension is there. */
export function register(context: vscode.ExtensionContext, server: Server): void {
  const offerOnce = async (): Promise<void> => {
    if (context.globalState.get(OFFERED) === true || !vscode.extensions.getExtension(YAML_EXTENSION)) return;
    const folders = await server.functions.list();
    const hasTags = folders.some(({ functions }) =>
      functions.some(({ dialect, template }) => dialect !== "serverless" && /\.ya?ml$/.test(template)),
    );
    if (!hasTags || missing().length === 0 || context.globalState.get(OFFERED) === true) return;
    await context.globalState.update(OFFERED, true);
    await offer();
  };
  context.subscriptions.push(server.functions.onDidChange(() => void offerOnce()));
}

async function offer(): Promise<void> {
  const add = "Add to Settings";
  const chosen = await vscode.window.showInformationMessage(
    "The YAML extension does not know the tags of CloudFormation, such as `!Ref` and `!GetAtt`, and marks them in templates. Add them to the setting `yaml.customTags`?",
    add,
  );
  if (chosen !== add) return;
  await settings().update("customTags", [...known(), ...missing()], vscode.ConfigurationTarget.Global);
}

function missing(): readonly string[] {
  return missingTags(known());
}

function known(): readonly string[] {
  return settings().get<string[]>("customTags", []);
}

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration("yaml");
}
