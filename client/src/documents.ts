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
  "csharp",
];

export const DOCUMENTS = LANGUAGES.map((language) => ({ scheme: "file", language }));
