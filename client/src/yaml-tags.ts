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
  const { known, target } = inForce();
  await vscode.workspace.getConfiguration("yaml").update("customTags", [...known, ...missingTags(known)], target);
}

function missing(): readonly string[] {
  return missingTags(inForce().known);
}

/** The tags that hold, and where they are set: those of a workspace take the place of the user's. */
function inForce(): { known: readonly string[]; target: vscode.ConfigurationTarget } {
  const set = vscode.workspace.getConfiguration("yaml").inspect<string[]>("customTags");
  const { Workspace, Global } = vscode.ConfigurationTarget;
  return set?.workspaceValue
    ? { known: set.workspaceValue, target: Workspace }
    : { known: set?.globalValue ?? [], target: Global };
}
