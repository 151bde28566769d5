import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";

export default ts.config(
    { ignores: ["dist", "node_modules", "test-results", "src/api/schema.ts", "eslint.config.js"] },
    {
        files: ["**/*.{ts,tsx}"],
        extends: [js.configs.recommended, ...ts.configs.strictTypeChecked],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
            // Playwright's fixtures want an object pattern even when they need nothing.
            "no-empty-pattern": ["error", { allowObjectPatternsAsParameters: true }],
            "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
            // A promise handler in an event prop is caught by the mutation or query that it starts.
            "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
        },
    },
    { files: ["src/**/*.{ts,tsx}"], extends: [hooks.configs.flat["recommended-latest"]] },
    {
        files: ["src/**/*.{ts,tsx}"],
        ignores: ["src/components/mutation.ts"],
        rules: {
            "no-restricted-imports": [
                "error",
                {
                    paths: [
                        {
                            name: "@tanstack/react-query",
                            importNames: ["useMutation"],
                            message: "components/mutation.ts has one that carries out a double-click once.",
                        },
                    ],
                },
            ],
        },
    },
);
