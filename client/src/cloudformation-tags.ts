/** The tags of CloudFormation's YAML as the YAML extension wants to have them. */

/** Each with what it can stand before; https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const TAGS = [
  "!And sequence",
  "!Base64 scalar",
  "!Base64 mapping",
  "!Cidr sequence",
  "!Condition scalar",
  "!Equals sequence",
  "!FindInMap sequence",
  "!GetAtt scalar",
  "!GetAtt sequence",
  "!GetAZs scalar",
  "!GetAZs mapping",
  "!If sequence",
  "!ImportValue scalar",
  "!ImportValue mapping",
  "!Join sequence",
  "!Not sequence",
  "!Or sequence",
  "!Ref scalar",
  "!Select sequence",
  "!Split sequence",
  "!Sub scalar",
  "!Sub sequence",
  "!Transform mapping",
];

/** The tags that a setting does not name; one without a kind stands before scalars. */
export function missingTags(known: readonly string[]): string[] {
  const named = new Set(known.map((tag) => (tag.includes(" ") ? tag : `${tag} scalar`).toLowerCase()));
  return TAGS.filter((tag) => !named.has(tag.toLowerCase()));
}
