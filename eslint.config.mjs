import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["client/out/", "node_modules/", ".venv/", ".test-venvs/"] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { project: "client/tsconfig.json" } } },
  {
    // node:test returns a promise for each test, which its runner awaits itself.
    files: ["client/test/**"],
    rules: { "@typescript-eslint/no-floating-promises": "off" },
  },
);
