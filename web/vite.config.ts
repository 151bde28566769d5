import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Writes a .gz beside every text asset, so that the server can send it without compressing at run time. */
function gzipAssets(): Plugin {
  return {
    name: "certwright:gzip-assets",
    apply: "build",
    async writeBundle({ dir }) {
      if (dir === undefined) return;
      for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(js|css|svg|html)$/.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        await writeFile(`${path}.gz`, gzipSync(await readFile(path), { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), gzipAssets()],
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        // One file for what pages share, instead of forty small ones: the server speaks HTTP/1.1.
        codeSplitting: { groups: [{ name: "shared", test: /node_modules/, minShareCount: 3 }] },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    port: 5173,
    // The server compares Host with Origin, so that Host stays the browser's.
    proxy: {
      "/api": { target: process.env["CERTWRIGHT_URL"] ?? "http://127.0.0.1:8080", changeOrigin: false },
    },
  },
  test: { include: ["src/**/*.test.ts"] },
});
