import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

const NODE_GLOBALS = ["__dirname", "Buffer", "console", "process", "queueMicrotask", "setImmediate"];

export default tseslint.config(
  // The handlers that tests run do odd things on purpose.
  { ignores: ["client/out/", "node_modules/", ".venv/", ".test-venvs/", "tests/runtime/node/*.js"] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { project: "client/tsconfig.json" } } },
  {
    // node:test returns a promise for each test, which its runner awaits itself.
    files: ["client/test/**", "client/e2e/*.test.ts"],
    rules: { "@typescript-eslint/no-floating-promises": "off" },
  },
  {
    // What runs in the Node.js of the user is plain JavaScript, as old as the oldest one.
    files: ["**/*.cjs"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "commonjs",
      globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, "readonly"])),
      parserOptions: { project: false },
    },
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      "@typescript-eslint/no-require-imports": "off",
      // The service escapes this one character, and so must its stand-in.
      "no-control-regex": "off",
    },
  },
);
