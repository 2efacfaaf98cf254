/** The files that the server looks at. */

const LANGUAGES = [
  "yaml",
  "json",
  "python",
  "javascript",
  "javascriptreact",
  "typescript",
  "typescriptreact",
  "ruby",
  "java",
  "kotlin",
  "csharp",
  "go",
  "rust",
];

export const DOCUMENTS = LANGUAGES.map((language) => ({ scheme: "file", language }));
